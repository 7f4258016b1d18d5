using System.Runtime.CompilerServices;
using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>
/// Computes chunks of tiles on one thread: input transform into the workspace, one matrix product a frequency, output transform out of it.
/// </summary>
internal unsafe struct WinogradDriver : IChunkDriver
{
    private WinogradInput _input;
    private readonly WinogradProducts _products;
    private readonly WinogradOutput _output;
    private readonly WinogradChunks _chunks;

    /// <summary>Prepares a thread of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="workspace">Memory of <see cref="WinogradScratch.Floats"/>, aligned to 64 bytes.</param>
    public WinogradDriver(WinogradCall call, float* workspace)
    {
        WinogradLayout layout = call.Plan.Layout(call.Cut.Longest);
        var scratch = new WinogradScratch(call.Plan, layout);
        _input = new(call, layout, scratch, workspace);
        _products = new(call, layout, workspace);
        _output = new(call, layout, scratch, workspace);
        _chunks = call.Cut;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int index)
    {
        WinogradChunk chunk = _chunks[index];
        _input.Run(chunk.Begin, chunk.End);
        _products.Run(chunk);
        _output.Run(chunk);
    }
}
