using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>Copies input planes to scratch: each channel, and of strides in the plane each phase, to a plane of its own.</summary>
/// <param name="plan">Sizes.</param>
/// <param name="scratch">Where what is in scratch.</param>
internal readonly unsafe struct PixelInput(PixelPlan plan, PixelScratch scratch)
{
    private readonly PixelPlan _plan = plan;
    private readonly PixelScratch _scratch = scratch;

    /// <summary>Fills the tables that say where rows and taps of a kernel begin.</summary>
    public void Tables(nint* rows, nint* taps)
    {
        ConvGeometry g = _plan.Geometry;
        for (int tap = 0; tap < g.Height.Kernel; tap++)
        {
            (int phase, nint position) = _plan.Rows.Tap(tap);
            rows[tap] = (phase * _plan.Pixels.Count * _scratch.Phase) + (position * _plan.Row);
        }

        for (int tap = 0; tap < g.Width.Kernel; tap++)
        {
            (int phase, nint position) = _plan.Pixels.Tap(tap);
            taps[tap] = (phase * _scratch.Phase) + position;
        }
    }

    /// <summary>Copies what the rows of a chunk need of a plane, and puts zeros where rows are in the padding; those between pixels are there.</summary>
    /// <param name="source">First float of the plane, in the first of the channels.</param>
    /// <param name="chunk">The rows.</param>
    /// <param name="channels">How many channels.</param>
    /// <param name="target">Where the plane begins in scratch.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gather(float* source, RowChunk chunk, int channels, float* target)
    {
        ConvGeometry g = _plan.Geometry;
        int outputs = chunk.EndRow - chunk.BeginRow;
        for (int phase = 0; phase < _plan.Rows.Count; phase++)
        {
            PhaseInputs rows = _plan.Rows.Inputs(phase, chunk.BeginRow, outputs);
            nint after = (nint)_plan.Rows.Length(outputs, phase) - rows.Before - rows.Count;
            for (int pixelPhase = 0; pixelPhase < _plan.Pixels.Count; pixelPhase++)
            {
                PhaseInputs pixels = _plan.Pixels.Inputs(pixelPhase, 0, g.Output.Width);
                float* from = source + (rows.First * g.Source.Height) + (pixels.First * g.Source.Width);
                float* to = target + (rows.Before * (nint)_plan.Row);
                Copy(from, to + pixels.Before, rows.Count, pixels.Count, channels);
                for (int channel = 0; channel < channels; channel++)
                {
                    Clear(target + (channel * _scratch.Channel), rows.Before * (nint)_plan.Row);
                    Clear(to + (channel * _scratch.Channel) + (rows.Count * (nint)_plan.Row), after * _plan.Row);
                }

                target += _scratch.Phase;
            }
        }
    }

    /// <summary>Clears some floats.</summary>
    public static void Clear(float* start, nint count) => new Span<float>(start, checked((int)count)).Clear();

    /// <summary>Copies rows of pixels.</summary>
    public static void CopyRows(float* source, nint sourceRow, float* target, nint targetRow, int rows, int pixels)
    {
        long bytes = (long)pixels * sizeof(float);
        for (int row = 0; row < rows; row++)
        {
            Buffer.MemoryCopy(source + (row * sourceRow), target + (row * targetRow), bytes, bytes);
        }
    }

    /// <summary>Copies a phase of each channel.</summary>
    private void Copy(float* source, float* target, int rows, int pixels, int channels)
    {
        ConvGeometry g = _plan.Geometry;
        nint row = g.Height.Stride * g.Source.Height;
        nint step = g.Width.Stride * g.Source.Width;
        if (g.Source.Width != 1)
        {
            ChannelCopy.Transpose(source, new(row, step, g.Source.Channel), target, new(_plan.Row, 1, _scratch.Channel), rows, pixels, channels);
            return;
        }

        for (int channel = 0; channel < channels; channel++)
        {
            if (step == 1)
            {
                CopyRows(source, row, target, _plan.Row, rows, pixels);
            }
            else
            {
                Thin(source, row, step, target, rows, pixels);
            }

            source += g.Source.Channel;
            target += _scratch.Channel;
        }
    }

    /// <summary>Copies pixels that do not touch.</summary>
    private void Thin(float* source, nint sourceRow, nint step, float* target, int rows, int pixels)
    {
        for (int row = 0; row < rows; row++)
        {
            float* from = source + (row * sourceRow);
            float* to = target + (row * (nint)_plan.Row);
            for (nint x = 0; x < pixels; x++)
            {
                to[x] = *from;
                from += step;
            }
        }
    }
}
