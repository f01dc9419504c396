// Node 20 does not have it yet, and Restate's SDK asks for it.
Promise.withResolvers ??= function withResolvers() {
  let resolve, reject;
  const promise = new this((done, failed) => [resolve, reject] = [done, failed]);
  return { promise, resolve, reject };
};
