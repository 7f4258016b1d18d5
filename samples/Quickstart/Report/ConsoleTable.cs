using Quickstart.Measuring;
using Spectre.Console;

namespace Quickstart.Report;

/// <summary>The table of measurements on the console.</summary>
internal static class ConsoleTable
{
    public static Table Of(IReadOnlyList<LayerReport> layers)
    {
        Table table = new Table().Border(TableBorder.Rounded);
        table.AddColumn("layer");
        table.AddColumn("kernel");
        foreach (string heading in new[] { "kernel ms", "fallback ms", "ratio", "max difference" })
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (LayerReport layer in layers)
        {
            Row(layer.Layer.Name, layer.Measurement);
        }

        table.AddEmptyRow();
        Row("all", LayerMeasurement.Total([.. layers.Select(layer => layer.Measurement)]));
        return table;

        void Row(string name, LayerMeasurement m) => table.AddRow(
            Markup.Escape(name),
            Markup.Escape(m.KernelName),
            MeasurementText.Ms(m.KernelMs),
            MeasurementText.Ms(m.FallbackMs),
            MeasurementText.Ratio(m),
            MeasurementText.Difference(m));
    }
}
