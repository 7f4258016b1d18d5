using System.Text.Json;
using Conv3DGen.Bench.Report;

namespace Conv3DGen.Bench.Tests.Report;

/// <summary>The shape that programs rely on.</summary>
public sealed class JsonReportTests
{
    [Fact]
    public void A_row_for_each_layer_and_algorithm_of_ours()
    {
        using var json = JsonDocument.Parse(JsonReport.Render([Samples.Leg()]));

        JsonElement[] rows = [.. json.RootElement.EnumerateArray()];
        Assert.Equal(["auto", "direct"], rows.Select(row => row.GetProperty("algorithm").GetString()));
        JsonElement row = rows[0];
        Assert.Equal("b", row.GetProperty("layer").GetString());
        Assert.Equal("channels_first", row.GetProperty("dataFormat").GetString());
        Assert.Equal("avx2", row.GetProperty("isa").GetString());
        Assert.Equal(2, row.GetProperty("threads").GetInt32());
        Assert.Equal("B (AVX2, direct 6x2)", row.GetProperty("kernel").GetString());
        Assert.Equal(2, row.GetProperty("ms").GetDouble());
        Assert.Equal(0.5, row.GetProperty("effectivePeak").GetDouble());
        Assert.Equal(1e-6, row.GetProperty("maxError").GetDouble());
    }

    [Fact]
    public void Ratios_are_their_time_over_ours_and_null_for_who_did_not_run()
    {
        using var json = JsonDocument.Parse(JsonReport.Render([Samples.Leg()]));

        JsonElement ratios = json.RootElement[0].GetProperty("ratios");
        Assert.Equal(1.5, ratios.GetProperty("direct").GetDouble());
        Assert.Equal(4, ratios.GetProperty("fallback").GetDouble());
        Assert.Equal(JsonValueKind.Null, ratios.GetProperty("onnxruntime").ValueKind);
        Assert.Equal(1.1, ratios.GetProperty("onednn").GetDouble(), 12); // the faster of the two
        Assert.Equal(5, ratios.GetProperty("onednnPlain").GetDouble());
        Assert.Equal(1.1, ratios.GetProperty("onednnOwn").GetDouble(), 12);
        Assert.Equal([1.0, 2.0], json.RootElement[0].GetProperty("ranges").GetProperty("direct").EnumerateArray().Select(end => end.GetDouble()));
    }
}
