using Quickstart.Nifti;

namespace Quickstart.Report;

/// <summary>A direction of slicing: the body axes across and up the picture, and the one it is cut through.</summary>
internal sealed record Plane(string Name, BodyAxis Across, BodyAxis Up, BodyAxis Through)
{
    public static Plane Axial { get; } = new("axial", BodyAxis.LeftRight, BodyAxis.PosteriorAnterior, BodyAxis.InferiorSuperior);

    public static Plane Coronal { get; } = new("coronal", BodyAxis.LeftRight, BodyAxis.InferiorSuperior, BodyAxis.PosteriorAnterior);

    public static Plane Sagittal { get; } = new("sagittal", BodyAxis.PosteriorAnterior, BodyAxis.InferiorSuperior, BodyAxis.LeftRight);

    public static IReadOnlyList<Plane> All { get; } = [Axial, Coronal, Sagittal];
}
