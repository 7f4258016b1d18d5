using FsCheck;
using FsCheck.Fluent;

namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>Any layer goes through JSON and comes back the same.</summary>
public class JsonProperties
{
    private static readonly string[] s_names = ["conv3d", "stem", "a b", "\"quoted\\\"", "ünï \u4e2d\u6587 \ud83d\ude00", "<b>&amp;", "line\nbreak"];

    private static readonly Gen<double> s_factor = Gen.Choose(0, int.MaxValue).Select(bits => Math.Abs((double)BitConverter.Int32BitsToSingle(bits % 0x7F800000)));

    private static readonly Gen<long?> s_seed = Gen.Choose(int.MinValue, int.MaxValue).Select(seed => seed % 3 == 0 ? (long?)null : seed * 4294967311L);

    private static readonly Gen<Int3> s_sizes = from d in Gen.Choose(1, 7) from h in Gen.Choose(1, 7) from w in Gen.Choose(1, 7) select new Int3(d, h, w);

    private static readonly Gen<Axes> s_axes = Gen.Choose(-5, 4).NonEmptyListOf().Select(axes => (Axes)axes.ToArray());

    private static readonly Gen<Initializer> s_initializer = Gen.OneOf(
        s_factor.Select(value => (Initializer)new Constant(-value)),
        from mean in s_factor from stddev in s_factor from seed in s_seed select (Initializer)new RandomNormal(mean, stddev, seed),
        from mode in Gen.Elements(Enum.GetValues<FanMode>())
        from distribution in Gen.Elements(Enum.GetValues<ScalingDistribution>())
        from seed in s_seed
        select (Initializer)new VarianceScaling(0.3, mode, distribution, seed),
        s_seed.Select(seed => (Initializer)new HeUniform(seed)));

    private static readonly Gen<Regularizer?> s_regularizer = Gen.OneOf(
        Gen.Constant<Regularizer?>(null),
        from l1 in s_factor from l2 in s_factor select (Regularizer?)new L1L2(l1, l2),
        s_factor.Select(l2 => (Regularizer?)new L2(l2)));

    private static readonly Gen<Constraint?> s_constraint = Gen.OneOf(
        Gen.Constant<Constraint?>(null),
        from max in s_factor from axis in s_axes select (Constraint?)new MaxNorm(max, axis),
        s_axes.Select(axis => (Constraint?)new UnitNorm(axis)));

    private static readonly Gen<Activation> s_activation = Gen.OneOf(
        Gen.Elements(Conv3DGen.Activations.ActivationTable.Names.ToArray()).Select(Activation.FromName),
        s_factor.Select(slope => Activation.LeakyRelu(-(float)slope)),
        s_factor.Select(threshold => Activation.SoftShrink((float)threshold)),
        from threshold in s_factor from value in s_factor select Activation.Threshold((float)threshold, (float)-value));

    private static readonly Gen<Conv3DConfig> s_config =
        from name in Gen.Elements(s_names)
        from groups in Gen.Choose(1, 5)
        from perGroup in Gen.Choose(1, 100)
        from kernel in s_sizes
        from strides in s_sizes
        from dilation in s_sizes
        from strided in Gen.Elements(false, true)
        from padding in Gen.Elements(Enum.GetValues<Padding>())
        from format in Gen.Elements(Enum.GetValues<DataFormat>())
        from flags in Gen.Choose(0, 3)
        from activation in s_activation
        from initializers in s_initializer.Two()
        from regularizers in s_regularizer.Three()
        from constraints in s_constraint.Two()
        from shape in Gen.Choose(0, 50).ListOf(4)
        select new Conv3DConfig
        {
            Name = name,
            Filters = groups * perGroup,
            Groups = groups,
            KernelSize = kernel,
            Strides = strided ? strides : 1,
            DilationRate = strided ? 1 : dilation,
            Padding = padding,
            DataFormat = format,
            UseBias = (flags & 1) != 0,
            Trainable = (flags & 2) != 0,
            Activation = activation,
            KernelInitializer = initializers.Item1,
            BiasInitializer = initializers.Item2,
            KernelRegularizer = regularizers.Item1,
            BiasRegularizer = regularizers.Item2,
            ActivityRegularizer = regularizers.Item3,
            KernelConstraint = constraints.Item1,
            BiasConstraint = constraints.Item2,
            BatchInputShape = flags == 0 ? null : [null, .. shape.Select(size => size == 0 ? null : (int?)size)],
        };

    [Fact]
    public void EveryConfigSurvives() => Prop.ForAll(
        Arb.From(s_config),
        config =>
        {
            Assert.Equal(config, Conv3DConfig.FromJson(config.ToJson()));
            Assert.Equal(config, Conv3D.FromJson(Conv3D.FromConfig(config).ToJson()).GetConfig());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithReplay(5, 4711));
}
