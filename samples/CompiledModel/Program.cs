using System.Globalization;
using System.Numerics.Tensors;
using CompiledModel;

string data = Path.Combine(AppContext.BaseDirectory, "data");
var model = new C3D(Path.Combine(data, "weights.npz"));
var golden = new GoldenData(Path.Combine(data, "golden.npz"));

// The use of a model is one line. The rest of this program looks into it.
Tensor<float> code = model.Call(golden.Input);
Agreement agreement = golden.Compare(model.Layers[^1].Name, code);

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.WriteLine($"C3D-like encoder: {model.Layers.Sum(layer => layer.CountParams()):N0} weights, {Shape(golden.Input)} -> {Shape(code)}");
Console.WriteLine(LayerRun.Heads);
double milliseconds = 0;
foreach (LayerRun run in LayerRun.All(model, golden))
{
    Console.WriteLine(run);
    milliseconds += run.Milliseconds;
}

Console.WriteLine($"all layers: {milliseconds:0.000} ms");
Console.WriteLine($"golden network c3d_like: largest error {agreement.Error:0.0e0}, {agreement.OfTolerance:P1} of what is allowed");
return agreement.Holds ? 0 : 1;

static string Shape(Tensor<float> tensor) => $"[{string.Join(", ", tensor.Lengths.ToArray())}]";
