namespace Conv3DGen;

/// <summary>Uniform on +-sqrt(6 / (fan_in + fan_out)): Keras's default for kernels (Glorot and Bengio, AISTATS 2010).</summary>
public sealed record GlorotUniform : VarianceScaling
{
    /// <summary>Creates the initializer.</summary>
    /// <param name="seed">Makes the values repeat; null draws a seed.</param>
    public GlorotUniform(long? seed = null)
        : base(1, FanMode.FanAvg, ScalingDistribution.Uniform, seed)
    {
    }
}

/// <summary>Truncated normal with variance 2 / (fan_in + fan_out) (Glorot and Bengio, AISTATS 2010).</summary>
public sealed record GlorotNormal : VarianceScaling
{
    /// <summary>Creates the initializer.</summary>
    /// <param name="seed">Makes the values repeat; null draws a seed.</param>
    public GlorotNormal(long? seed = null)
        : base(1, FanMode.FanAvg, ScalingDistribution.TruncatedNormal, seed)
    {
    }
}

/// <summary>Uniform on +-sqrt(3 / fan_in) (LeCun, Bottou, Orr and Mueller, Efficient BackProp, 1998).</summary>
public sealed record LecunUniform : VarianceScaling
{
    /// <summary>Creates the initializer.</summary>
    /// <param name="seed">Makes the values repeat; null draws a seed.</param>
    public LecunUniform(long? seed = null)
        : base(1, FanMode.FanIn, ScalingDistribution.Uniform, seed)
    {
    }
}

/// <summary>Truncated normal with variance 1 / fan_in (LeCun, Bottou, Orr and Mueller, Efficient BackProp, 1998).</summary>
public sealed record LecunNormal : VarianceScaling
{
    /// <summary>Creates the initializer.</summary>
    /// <param name="seed">Makes the values repeat; null draws a seed.</param>
    public LecunNormal(long? seed = null)
        : base(1, FanMode.FanIn, ScalingDistribution.TruncatedNormal, seed)
    {
    }
}

/// <summary>Uniform on +-sqrt(6 / fan_in) (He, Zhang, Ren and Sun, ICCV 2015).</summary>
public sealed record HeUniform : VarianceScaling
{
    /// <summary>Creates the initializer.</summary>
    /// <param name="seed">Makes the values repeat; null draws a seed.</param>
    public HeUniform(long? seed = null)
        : base(2, FanMode.FanIn, ScalingDistribution.Uniform, seed)
    {
    }
}

/// <summary>Truncated normal with variance 2 / fan_in (He, Zhang, Ren and Sun, ICCV 2015).</summary>
public sealed record HeNormal : VarianceScaling
{
    /// <summary>Creates the initializer.</summary>
    /// <param name="seed">Makes the values repeat; null draws a seed.</param>
    public HeNormal(long? seed = null)
        : base(2, FanMode.FanIn, ScalingDistribution.TruncatedNormal, seed)
    {
    }
}
