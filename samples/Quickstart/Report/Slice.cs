using Quickstart.Nifti;

namespace Quickstart.Report;

/// <summary>
/// One plane through the middle of a volume's content, as a picture: which voxel every pixel shows. Drawn the way a
/// radiologist looks: the patient's right on the left, front or head up.
/// </summary>
internal sealed class Slice
{
    private static readonly (string Start, string End)[] Ends = [("L", "R"), ("P", "A"), ("I", "S")];
    private readonly Orientation _orientation;
    private readonly ContentBox _box;
    private readonly VoxelSize _size;

    public Slice(Plane plane, Orientation orientation, ContentBox box, VoxelSize size)
    {
        Plane = plane;
        _orientation = orientation;
        _box = box;
        _size = size;
        int axis = orientation.VoxelAxis(plane.Through);
        Position = (box.First[axis] + box.Last[axis]) / 2;
    }

    public Plane Plane { get; }

    /// <summary>The index of the plane along the voxel axis it is cut through.</summary>
    public int Position { get; }

    /// <summary>"k = 12": where the plane lies.</summary>
    public string Place => $"{"ijk"[_orientation.VoxelAxis(Plane.Through)]} = {Position}";

    /// <summary>Pixels across.</summary>
    public int Width => Pixels(Plane.Across);

    /// <summary>Pixels up.</summary>
    public int Height => Pixels(Plane.Up);

    /// <summary>Width in the volume's unit of length.</summary>
    public double Across => Width * _size[_orientation.VoxelAxis(Plane.Across)];

    /// <summary>Height in the volume's unit of length.</summary>
    public double Up => Height * _size[_orientation.VoxelAxis(Plane.Up)];

    /// <summary>The body's directions at the left, right, top and bottom of the picture; empty where they are not known.</summary>
    public IReadOnlyList<string> Letters => _orientation.Known
        ? [Ends[(int)Plane.Across].End, Ends[(int)Plane.Across].Start, Ends[(int)Plane.Up].End, Ends[(int)Plane.Up].Start]
        : [];

    /// <summary>The voxel under a pixel; (0, 0) is at the top left.</summary>
    public (int I, int J, int K) Voxel(int x, int y)
    {
        Span<int> voxel = stackalloc int[3];
        voxel[_orientation.VoxelAxis(Plane.Through)] = Position;
        voxel[_orientation.VoxelAxis(Plane.Across)] = FromFarEnd(Plane.Across, x);
        voxel[_orientation.VoxelAxis(Plane.Up)] = FromFarEnd(Plane.Up, y);
        return (voxel[0], voxel[1], voxel[2]);
    }

    private int Pixels(BodyAxis axis) => _box.Last[_orientation.VoxelAxis(axis)] - _box.First[_orientation.VoxelAxis(axis)] + 1;

    /// <summary>Pixels count from the end that the body axis grows towards: right, anterior, superior.</summary>
    private int FromFarEnd(BodyAxis axis, int steps)
    {
        int voxelAxis = _orientation.VoxelAxis(axis);
        return _orientation.IsReversed(axis) ? _box.First[voxelAxis] + steps : _box.Last[voxelAxis] - steps;
    }
}
