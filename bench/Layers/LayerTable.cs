namespace Conv3DGen.Bench.Layers;

/// <summary>What is measured: the layers of known networks, odd ones, tiny ones. One row each.</summary>
internal static class LayerTable
{
    public static IReadOnlyList<BenchLayer> All { get; } =
    [
        new("a", LayerKernels.A, (16, 112, 112)), // the first layers of C3D, a video network
        new("b", LayerKernels.B, (8, 56, 56)),
        new("c", LayerKernels.C, (8, 28, 28)),
        new("c2", LayerKernels.C2, (4, 14, 14)),
        new("d", LayerKernels.D, (2, 7, 7)),      // many weights, few outputs
        new("e", LayerKernels.E, (34, 34, 34)),   // the shape of a 3D U-Net
        new("f", LayerKernels.F, (48, 48, 48)),   // one channel: the first layer on a scan
        new("g", LayerKernels.G, (16, 28, 28)),   // pointwise
        new("h", LayerKernels.H, (16, 112, 112)), // the stem of R3D
        new("i", LayerKernels.I, (32, 32, 32)),   // strided
        new("j", LayerKernels.J, (32, 32, 32)),   // dilated
        new("k1", LayerKernels.K1, (16, 16, 16)), // tiny: overhead counts
        new("k2", LayerKernels.K2, (16, 16, 16)),
        new("k3", LayerKernels.K3, (8, 8, 8)),
        new("l", LayerKernels.L, (16, 28, 28)),   // R(2+1)D: the plane
        new("m", LayerKernels.M, (16, 28, 28)),   // R(2+1)D: the time axis
        new("n", LayerKernels.N, (16, 28, 28)),   // depthwise
        new("o", LayerKernels.O, (17, 19, 23)),   // nothing is round
        new("p", LayerKernels.P, (16, 112, 112)), // patch embedding
        new("q", LayerKernels.Q, (48, 48, 48)),
        new("r4", LayerKernels.R4, (8, 28, 28)),  // ResNeXt: groups of 4 channels
        new("r8", LayerKernels.R8, (8, 14, 14)),  // and of 8
        new("r16", LayerKernels.R16, (16, 56, 56)), // and of 16, planes that do not stay in a core's cache
        new("s", LayerKernels.S, (8, 8, 8)),      // the encoder of a 3D GAN: strided, short rows
        new("t", LayerKernels.T, (16, 56, 56)),   // depthwise, planes that do not stay in a core's cache
        new("u", LayerKernels.U, (64, 64, 64)),   // the last layer of a 3D U-Net: few filters of an input that comes from memory
        new("v", LayerKernels.V, (16, 16, 16)),   // V-Net: five taps
        new("v2", LayerKernels.V2, (32, 32, 32)), // and its way down
        new("x", LayerKernels.X, (32, 32, 32)),   // a bottleneck turned round: many channels are stored to memory
        new("x2", LayerKernels.X2, (32, 32, 32)), // and read from there
        new("b-first", LayerKernels.BFirst, (8, 56, 56)),
        new("e-first", LayerKernels.EFirst, (34, 34, 34)),
        new("i-first", LayerKernels.IFirst, (32, 32, 32)),
        new("q-first", LayerKernels.QFirst, (48, 48, 48)),
        new("g-first", LayerKernels.GFirst, (16, 28, 28)),
        new("p-first", LayerKernels.PFirst, (16, 112, 112)),
        new("f-first", LayerKernels.FFirst, (48, 48, 48)),
        new("v2-first", LayerKernels.V2First, (32, 32, 32)),
        new("x2-first", LayerKernels.X2First, (32, 32, 32)),
        new("y-first", LayerKernels.YFirst, (64, 64, 64)), // a Swin UNETR: the patches of a scan
        new("w1", LayerKernels.W1, (16, 56, 56)), // w: what decides between direct and Winograd
        new("w2", LayerKernels.W2, (32, 32, 32)),
        new("w3", LayerKernels.W3, (8, 8, 8)),
        new("w4", LayerKernels.W4, (8, 8, 8)),
        new("w5", LayerKernels.W5, (4, 4, 4)),
        new("w6", LayerKernels.W6, (2, 4, 4)),
        new("w7", LayerKernels.W7, (34, 34, 34)),
    ];
}
