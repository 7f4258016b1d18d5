using System.Reflection;

namespace Conv3DGen.Runtime.Tests.Docs;

/// <summary>docs/keras.md is complete, and what it says is there.</summary>
public class KerasTableTests
{
    private static readonly Type[] s_testClasses = typeof(KerasTableTests).Assembly.GetTypes();

    [Fact]
    public void EveryPublicMemberOfTheLayerIsInTheTable() => AllInTheTable(PublicSurface.OfTheLayer());

    [Fact]
    public void EveryPublicTypeOfTheKerasSurfaceIsInTheTable() => AllInTheTable(PublicSurface.OfOtherTypes());

    [Fact]
    public void EveryMemberOfTheTableIsThere()
        => Assert.All(KerasTable.Members, member => Assert.True(PublicSurface.Has(member), $"docs/keras.md names {member}, which is no public member."));

    [Fact]
    public void EveryRowNamesATestThatIsThere()
    {
        Assert.InRange(KerasTable.Rows.Count, 80, 1000);
        Assert.All(KerasTable.Rows, row =>
        {
            Assert.True(row.Tests.Count > 0, $"The row {row} names no test.");
            Assert.All(row.Tests, test => Assert.True(IsTest(test), $"The row {row} names {test}, which is no test of this project, or one of several."));
        });
    }

    [Fact]
    public void ThePythonNamesThatMatterAreInTheTable()
    {
        // tf.keras.layers.Conv3D's documented members, and what Keras 3 added.
        string[] python =
        [
            "activity_regularizer", "dtype", "inbound_nodes", "input", "input_mask", "input_shape", "losses", "name", "non_trainable_variables",
            "non_trainable_weights", "outbound_nodes", "output", "output_mask", "output_shape", "trainable", "trainable_variables",
            "trainable_weights", "updates", "variables", "weights", "apply", "build", "call", "compute_mask", "compute_output_shape", "count_params",
            "from_config", "get_config", "get_input_at", "get_input_mask_at", "get_input_shape_at", "get_losses_for", "get_output_at",
            "get_output_mask_at", "get_output_shape_at", "get_updates_for", "get_weights", "set_weights", "groups", "supports_masking", "input_spec",
            "build_from_config", "load_weights", "save_weights",
        ];
        string table = string.Join('\n', KerasTable.Rows.Select(row => row.Keras));
        Assert.All(python, name => Assert.Contains($"`{name}`", table, StringComparison.Ordinal));
    }

    private static void AllInTheTable(IEnumerable<string> members)
        => Assert.All(members, member => Assert.True(KerasTable.Members.Contains(member), $"{member} is public, but in no row of docs/keras.md: add one, with its test."));

    /// <summary>"Class.Method", the class with as much of its namespace as makes it the only one.</summary>
    private static bool IsTest(string name)
    {
        int dot = name.LastIndexOf('.');
        Type[] classes = [.. s_testClasses.Where(type => $".{type.FullName}".EndsWith($".{name[..dot]}", StringComparison.Ordinal))];
        return classes is [Type only]
            && only.GetMethod(name[(dot + 1)..], BindingFlags.Public | BindingFlags.Instance)?.GetCustomAttribute<FactAttribute>() is not null;
    }
}
