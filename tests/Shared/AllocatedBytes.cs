namespace Conv3DGen.Testing;

/// <summary>What calls allocate once their pools have warmed up.</summary>
public static class AllocatedBytes
{
    private const int Calls = 20;

    /// <summary>
    /// The least that one of some calls in a row allocates on its thread: a late helper may still hold the pooled job of the call before,
    /// and layers of other threads all pooled workspaces, and then one more joins the pool.
    /// </summary>
    /// <param name="call">The call.</param>
    public static long Of(Action call)
    {
        for (int i = 0; i < Calls; i++)
        {
            call();
        }

        long least = long.MaxValue;
        for (int i = 0; i < Calls; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    /// <summary>What a call of a layer allocates.</summary>
    /// <param name="layer">The layer, built.</param>
    /// <param name="problem">Its shapes.</param>
    /// <param name="input">Its input.</param>
    public static long OfACall(Conv3D layer, ConvProblem problem, float[] input)
    {
        nint[] shape = problem.InputShape;
        var output = new float[problem.OutputCount];
        return Of(() => layer.Call(input, shape, output));
    }
}
