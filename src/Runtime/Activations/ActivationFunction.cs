namespace Conv3DGen;

/// <summary>The delegate of <see cref="Activation.Custom"/>: replaces every value by the activation of it.</summary>
/// <param name="values">Whole rows, one after another: any part of the output, in any order, so keep nothing between calls.</param>
/// <param name="lastAxis">
/// The length of a row: the output's last axis as laid out, which is the filters for <see cref="DataFormat.ChannelsLast"/> and the width
/// for <see cref="DataFormat.ChannelsFirst"/>.
/// </param>
public delegate void ActivationFunction(Span<float> values, int lastAxis);
