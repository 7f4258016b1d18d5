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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        int outputs = chunk.EndRow - chunk.BeginRow;
        for (int phase = 0; phase < _plan.Rows.Count; phase++)
        {
            PhaseInputs rows = _plan.Rows.Inputs(phase, chunk.BeginRow, outputs);
            nint before = rows.Before * (nint)_plan.Row;
            nint after = ((nint)_plan.Rows.Length(outputs, phase) - rows.Before - rows.Count) * _plan.Row;
            float* to = target + before;
            Copy(source + (rows.First * _plan.Geometry.Source.Height), to, rows.Count, channels);
            for (int pixelPhase = 0; pixelPhase < _plan.Pixels.Count && before + after > 0; pixelPhase++)
            {
                for (int channel = 0; channel < channels; channel++)
                {
                    nint at = (pixelPhase * _scratch.Phase) + (channel * _scratch.Channel);
                    Clear(target + at, before);
                    Clear(to + at + (rows.Count * (nint)_plan.Row), after);
                }
            }

            target += _plan.Pixels.Count * _scratch.Phase;
        }
    }

    /// <summary>Clears some floats.</summary>
    public static void Clear(float* start, nint count) => new Span<float>(start, checked((int)count)).Clear();

    /// <summary>Copies rows of pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyRows(float* source, nint sourceRow, float* target, nint targetRow, int rows, int pixels)
    {
        long bytes = (long)pixels * sizeof(float);
        for (int row = 0; row < rows; row++)
        {
            Buffer.MemoryCopy(source + (row * sourceRow), target + (row * targetRow), bytes, bytes);
        }
    }

    /// <summary>Copies all phases of rows: pixels that each phase has one of are taken apart together, the others one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Copy(float* source, float* target, int rows, int channels)
    {
        (int first, int end) = _plan.Shared;
        if (first < end)
        {
            CopyShared(source, target, rows, first, end - first, channels);
        }

        for (int phase = 0; phase < _plan.Columns.Length && !_plan.AllShared; phase++)
        {
            PhaseInputs pixels = _plan.Columns[phase];
            CopyPhase(source, target, rows, phase, pixels.Before, Math.Min(first, pixels.End), channels);
            CopyPhase(source, target, rows, phase, Math.Max(end, pixels.Before), pixels.End, channels);
        }
    }

    /// <summary>Copies positions that every phase has a pixel at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CopyShared(float* source, float* target, int rows, int first, int count, int channels)
    {
        ConvGeometry g = _plan.Geometry;
        nint row = g.Height.Stride * g.Source.Height;
        nint step = g.Width.Stride * g.Source.Width;
        source += ((first * (nint)g.Width.Stride) - g.Width.PadBefore) * g.Source.Width;
        target += first;
        if (g.Source.Width == 1)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                if (step == 1)
                {
                    CopyRows(source, row, target, _plan.Row, rows, count);
                }
                else
                {
                    ChannelCopy.Transpose(source, new(row, step, 1), target, new(_plan.Row, 1, _scratch.Phase), rows, count, g.Width.Stride);
                }

                source += g.Source.Channel;
                target += _scratch.Channel;
            }
        }
        else if (channels == g.InputChannels)
        {
            ChannelCopy.Transpose(source, new(row, step, 1), target, new(_plan.Row, 1, _scratch.Channel), rows, count, g.Width.Stride * channels);
        }
        else
        {
            for (int phase = 0; phase < g.Width.Stride; phase++)
            {
                ChannelCopy.Transpose(source + (phase * g.Source.Width), new(row, step, 1), target + (phase * _scratch.Phase), new(_plan.Row, 1, _scratch.Channel), rows, count, channels);
            }
        }
    }

    /// <summary>Copies positions of one phase.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CopyPhase(float* source, float* target, int rows, int phase, int first, int end, int channels)
    {
        ConvGeometry g = _plan.Geometry;
        if (first >= end)
        {
            return;
        }

        PixelStrides from = new(g.Height.Stride * g.Source.Height, g.Width.Stride * g.Source.Width, g.Source.Channel);
        PixelStrides to = new(_plan.Row, 1, _scratch.Channel);
        source += ((first * (nint)g.Width.Stride) + phase - g.Width.PadBefore) * g.Source.Width;
        target += (phase * _scratch.Phase) + first;
        if (g.Source.Channel == 1)
        {
            ChannelCopy.Transpose(source, from, target, to, rows, end - first, channels);
        }
        else
        {
            for (int channel = 0; channel < channels; channel++)
            {
                Thin(source + (channel * from.Channel), from.Row, from.Pixel, target + (channel * to.Channel), _plan.Row, rows, end - first);
            }
        }
    }

    /// <summary>Copies pixels of one channel that do not touch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Thin(float* source, nint sourceRow, nint sourcePixel, float* target, nint targetRow, int rows, int pixels)
    {
        for (int row = 0; row < rows; row++)
        {
            float* read = source;
            for (nint x = 0; x < pixels; x++)
            {
                target[x] = *read;
                read += sourcePixel;
            }

            source += sourceRow;
            target += targetRow;
        }
    }
}
