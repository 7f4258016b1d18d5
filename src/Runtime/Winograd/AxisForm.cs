namespace Conv3DGen.Winograd;

/// <summary>What Winograd's filtering does along one axis. The names are those of the literature: F(m, r) makes m outputs of r taps at once.</summary>
internal enum AxisForm
{
    /// <summary>An axis with one tap: nothing to save.</summary>
    One,

    /// <summary>F(2,3): 2 outputs from 4 inputs with 4 multiplications instead of 6.</summary>
    F2,

    /// <summary>F(4,3): 4 outputs from 6 inputs with 6 multiplications instead of 12.</summary>
    F4,

    /// <summary>
    /// Both outputs of an axis of two inputs between zeros: 3 multiplications instead of the 4 that do not meet the padding.
    /// </summary>
    Pair,

    /// <summary>F(2,5): 2 outputs from 6 inputs with 6 multiplications instead of 10. Its inputs are transformed as those of <see cref="F4"/>.</summary>
    F2Of5,

    /// <summary>F(4,2): 4 outputs from 5 inputs with 5 multiplications instead of 8. Along a strided depth only.</summary>
    F4Of2,
}
