using System.Text.Json.Nodes;
using Conv3DGen.Arguments;

namespace Conv3DGen.Serialization;

/// <summary>The classes of Keras's objects: one row each, read and written side by side.</summary>
internal static class KerasClasses
{
    public static KerasClassTable<Initializer> Initializers { get; } = new(
        "keras.initializers",
        Initializer.FromName,
        [
            KerasClass.Of<Initializer, Zeros>(_ => new(), _ => []),
            KerasClass.Of<Initializer, Ones>(_ => new(), _ => []),
            KerasClass.Of<Initializer, Constant>(f => new(f.Number("value", 0)), c => new() { ["value"] = c.Value }),
            KerasClass.Of<Initializer, RandomNormal>(
                f => new(f.Number("mean", 0), f.Number("stddev", 0.05), f.Seed("seed")),
                n => new() { ["mean"] = n.Mean, ["stddev"] = n.Stddev, ["seed"] = n.Seed }),
            KerasClass.Of<Initializer, RandomUniform>(
                f => new(f.Number("minval", -0.05), f.Number("maxval", 0.05), f.Seed("seed")),
                u => new() { ["minval"] = u.Minval, ["maxval"] = u.Maxval, ["seed"] = u.Seed }),
            KerasClass.Of<Initializer, TruncatedNormal>(
                f => new(f.Number("mean", 0), f.Number("stddev", 0.05), f.Seed("seed")),
                n => new() { ["mean"] = n.Mean, ["stddev"] = n.Stddev, ["seed"] = n.Seed }),
            KerasClass.Of<Initializer, VarianceScaling>(
                f => new(f.Number("scale", 1), f.Text("mode", "fan_in"), f.Text("distribution", "truncated_normal"), f.Seed("seed")),
                v => new()
                {
                    ["scale"] = v.Scale,
                    ["mode"] = KerasName.Of(v.Mode),
                    ["distribution"] = KerasName.Of(v.Distribution),
                    ["seed"] = v.Seed,
                }),
            Scaled(seed => new GlorotUniform(seed)),
            Scaled(seed => new GlorotNormal(seed)),
            Scaled(seed => new LecunUniform(seed)),
            Scaled(seed => new LecunNormal(seed)),
            Scaled(seed => new HeUniform(seed)),
            Scaled(seed => new HeNormal(seed)),
            KerasClass.Of<Initializer, Identity>(f => new(f.Number("gain", 1)), i => new() { ["gain"] = i.Gain }),
            KerasClass.Of<Initializer, Orthogonal>(f => new(f.Number("gain", 1), f.Seed("seed")), o => new() { ["gain"] = o.Gain, ["seed"] = o.Seed }),
        ],
        ignored: ["input_axes", "output_axes", "dtype"]); // newer versions of Keras 3 write the first two, TensorFlow 1 the last

    public static KerasClassTable<Regularizer> Regularizers { get; } = new(
        "keras.regularizers",
        Regularizer.FromName,
        [
            KerasClass.Of<Regularizer, L1>(f => new(f.Number("l1", 0.01)), l => new() { ["l1"] = l.Factor }),
            KerasClass.Of<Regularizer, L2>(f => new(f.Number("l2", 0.01)), l => new() { ["l2"] = l.Factor }),
            KerasClass.Of<Regularizer, L1L2>(f => new(f.Number("l1", 0), f.Number("l2", 0)), l => new() { ["l1"] = l.L1, ["l2"] = l.L2 }),
            KerasClass.Of<Regularizer, OrthogonalRegularizer>(
                f => new(f.Number("factor", 0.01), f.Text("mode", "rows")),
                o => new() { ["factor"] = o.Factor, ["mode"] = KerasName.Of(o.Mode) }),
        ]);

    public static KerasClassTable<Constraint> Constraints { get; } = new(
        "keras.constraints",
        Constraint.FromName,
        [
            KerasClass.Of<Constraint, MaxNorm>(
                f => new(f.Number("max_value", 2), f.Axes("axis")),
                c => new() { ["max_value"] = c.MaxValue, ["axis"] = Json(c.Axis) }),
            KerasClass.Of<Constraint, NonNeg>(_ => new(), _ => []),
            KerasClass.Of<Constraint, UnitNorm>(f => new(f.Axes("axis")), c => new() { ["axis"] = Json(c.Axis) }),
            KerasClass.Of<Constraint, MinMaxNorm>(
                f => new(f.Number("min_value", 0), f.Number("max_value", 1), f.Number("rate", 1), f.Axes("axis")),
                c => new() { ["min_value"] = c.MinValue, ["max_value"] = c.MaxValue, ["rate"] = c.Rate, ["axis"] = Json(c.Axis) }),
        ]);

    private static KerasClass<Initializer> Scaled<T>(Func<long?, T> create)
        where T : VarianceScaling
        => KerasClass.Of<Initializer, T>(f => create(f.Seed("seed")), v => new() { ["seed"] = v.Seed });

    private static JsonNode Json(Axes axes)
        => axes.Count == 1 ? axes[0] : new JsonArray([.. axes.Select(axis => (JsonNode)axis)]);
}
