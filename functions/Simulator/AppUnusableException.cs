namespace LienThong.Simulator;

/// <summary>Nothing can be played against the app: it is not there, does not know the players, or lacks their procedure.</summary>
internal sealed class AppUnusableException(string vi, string en) : Exception($"{vi} / {en}");
