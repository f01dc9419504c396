// Loaded before a stand-in: ends it when whoever started it is gone, however that ended.
"use strict";

process.stdin.on("end", () => process.exit()).resume();
