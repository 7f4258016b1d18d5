using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Conv3DGen.Winograd;

namespace Conv3DGen.Fallback;

/// <summary>
/// Winograd convolution in portable vectors, for CPUs and specs without generated code. It interprets the programs that the generator spells
/// out, so that both round alike.
/// </summary>
internal static unsafe class GenericWinograd
{
    private const int Tiles = 4;

    public static WinogradCode Code { get; } = new(
        Vector<float>.Count,
        channelsPerLoad: 1,
        [
            new(&InputDepth<One>, &InputDepth<One>, &OutputDepth<One>, null),
            new(&InputDepth<F2>, &InputDepth<F2>, &OutputDepth<F2>, null),
            new(&InputDepth<F4>, &InputDepth<F4>, &OutputDepth<F4>, null),
            new(&InputDepth<Pair>, &InputDepth<Pair>, &OutputDepth<Pair>, null),
            new(&InputDepth<F4>, &InputDepth<F4>, &OutputDepth<F2Of5>, null), // the same inputs
        ],
        [
            new(&InputPlane<F2, F2>, &OutputPlane<F2, F2>),
            new(&InputPlane<F2, F4>, &OutputPlane<F2, F4>),
            new(&InputPlane<F4, F4>, &OutputPlane<F4, F4>),
            new(&InputPlane<F4, F4>, &OutputPlane<F2Of5, F2Of5>),
        ],
        Panels(),
        GenericRows.Tile);

    private static WinogradPanel[] Panels()
    {
        var two = new WinogradPanel(2, Repeated(&Product2<Vector<float>, PortableVector>));
        var one = new WinogradPanel(1, Repeated(&Product1));
        return WideVector.IsSupported ? [new WinogradPanel(4, Repeated(&Product2<Vector512<float>, WideVector>)), two, one] : [two, one];
    }

    /// <summary>One microkernel for every number of tiles.</summary>
    private static delegate*<WinogradProduct*, void>[] Repeated(delegate*<WinogradProduct*, void> product) => [product, product, product, product];

    // What function pointers name; their bodies are there once, not once a form (Embedded: 6 KB).
    private static void InputDepth<T>(WinogradPass* t)
        where T : IAxisPrograms
        => InputDepth(t, T.Input);

    private static void InputPlane<TRow, TColumn>(WinogradPass* t)
        where TRow : IAxisPrograms
        where TColumn : IAxisPrograms
        => InputPlane(t, TRow.Input, TColumn.Input);

    private static void OutputPlane<TRow, TColumn>(WinogradPass* t)
        where TRow : IAxisPrograms
        where TColumn : IAxisPrograms
        => OutputPlane(t, TRow.Output, TColumn.Output);

    private static void OutputDepth<T>(WinogradPass* t)
        where T : IAxisPrograms
        => OutputDepth(t, T.Output);

    /// <summary>Window to frequencies along the first axis, planes in the padding as the clip says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void InputDepth(WinogradPass* t, LineProgram program)
    {
        Vector<float>* values = stackalloc Vector<float>[LineProgram.MostValues];
        for (nint column = 0; column < t->Columns; column += LineProgram.MostLines)
        {
            int lines = (int)nint.Min(LineProgram.MostLines, t->Columns - column);
            for (nint block = 0; block < t->Blocks; block++)
            {
                float* source = t->Source + (column * t->SourceColumn) + (block * Vector<float>.Count);
                float* target = t->Target + (column * t->TargetColumn) + (block * t->TargetBlock);
                for (int plane = 0; plane < program.Inputs; plane++)
                {
                    for (int line = 0; line < lines; line++)
                    {
                        nint address = (nint)(source + (plane * t->SourceStep) + (line * t->SourceColumn));
                        values[(plane * LineProgram.MostLines) + line] = Vector.Load((float*)((address & t->Clip[2 * plane]) | t->Clip[(2 * plane) + 1]));
                    }
                }

                program.Run(values, lines);
                program.Store(values, target, t->TargetStep, t->TargetColumn, lines);
            }
        }
    }

    /// <summary>Columns, then rows of every first-axis frequency.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void InputPlane(WinogradPass* t, LineProgram rows, LineProgram columns)
    {
        float* plane = stackalloc float[LineProgram.MostPlane * Vector<float>.Count];
        for (nint tile = 0; tile < t->Tiles; tile++)
        {
            for (nint depth = 0; depth < t->Depths; depth++)
            {
                float* source = t->Source + (tile * t->SourceTile) + (depth * rows.Inputs * Vector<float>.Count);
                float* target = t->Target + (tile * t->TargetTile) + (depth * rows.Results.Length * columns.Results.Length * t->TargetStep);
                nint width = columns.Inputs * Vector<float>.Count;
                rows.Run(source, Vector<float>.Count, t->SourceColumn, plane, width, Vector<float>.Count, columns.Inputs);
                columns.Run(plane, Vector<float>.Count, width, target, t->TargetStep, columns.Results.Length * t->TargetStep, rows.Results.Length);
            }
        }
    }

    /// <summary>Rows, then columns of every first-axis frequency.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void OutputPlane(WinogradPass* t, LineProgram rows, LineProgram columns)
    {
        int width = columns.Results.Length;
        float* plane = stackalloc float[LineProgram.MostPlane * Vector<float>.Count];
        for (nint depth = 0; depth < t->Depths; depth++)
        {
            float* source = t->Source + (depth * rows.Inputs * columns.Inputs * t->SourceStep);
            float* target = t->Target + (depth * rows.Results.Length * width * Vector<float>.Count);
            columns.Run(source, t->SourceStep, columns.Inputs * t->SourceStep, plane, Vector<float>.Count, width * Vector<float>.Count, rows.Inputs);
            rows.Run(plane, width * Vector<float>.Count, Vector<float>.Count, target, width * Vector<float>.Count, Vector<float>.Count, width);
        }
    }

    /// <summary>Products to outputs along the first axis; bias, clamp and store. Comparisons with NaN are false, so NaN passes through.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void OutputDepth(WinogradPass* t, LineProgram program)
    {
        Vector<float>* values = stackalloc Vector<float>[LineProgram.MostValues];
        var low = new Vector<float>(t->Low);
        var high = new Vector<float>(t->High);
        Vector<float> bias = Vector.Load(t->Bias);
        for (nint row = 0; row < t->Rows; row++)
        {
            for (nint column = 0; column < t->Columns; column += LineProgram.MostLines)
            {
                int lines = (int)nint.Min(LineProgram.MostLines, t->Columns - column);
                float* source = t->Source + (row * t->SourceRow) + (column * t->SourceColumn);
                float* target = t->Target + (row * t->TargetRow) + (column * t->TargetColumn);
                program.Load(values, source, t->SourceStep, t->SourceColumn, lines);
                program.Run(values, lines);
                for (int plane = 0; plane < (int)t->Planes; plane++)
                {
                    for (int line = 0; line < lines; line++)
                    {
                        Vector<float> y = values[program.Results[plane] + line] + bias;
                        y = Vector.ConditionalSelect(Vector.LessThan(y, low), low, y);
                        y = Vector.ConditionalSelect(Vector.GreaterThan(y, high), high, y);
                        Vector.Store(y, target + (plane * t->TargetStep) + (line * t->TargetColumn));
                    }
                }
            }
        }
    }

    /// <summary>Up to 4 tiles x 2 vectors. A tile that is not there repeats the first one and is not stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Product2<TVector, T>(WinogradProduct* t)
        where TVector : unmanaged
        where T : IFallbackVector<TVector>
    {
        float* w = t->Weights;
        nint p1 = t->Tiles > 1 ? t->TileStride : 0;
        nint p2 = t->Tiles > 2 ? t->TileStride * 2 : 0;
        nint p3 = t->Tiles > 3 ? t->TileStride * 3 : 0;
        for (nint frequency = 0; frequency < t->Frequencies; frequency++)
        {
            float* y = t->Output + (frequency * t->FrequencyStride);
            for (nint panel = 0; panel < t->Panels; panel++, y += 2 * T.Count / Vector<float>.Count * t->BlockStride)
            {
                TVector a00 = default, a01 = default, a10 = default, a11 = default, a20 = default, a21 = default, a30 = default, a31 = default;
                float* block = t->Input + (frequency * t->FrequencyStride);
                for (nint left = t->Channels; left > 0; left -= Vector<float>.Count, block += t->BlockStride)
                {
                    float* x = block;
                    for (nint ci = Math.Min(left, Vector<float>.Count); ci > 0; ci--, x++, w += 2 * T.Count)
                    {
                        TVector w0 = T.Load(w);
                        TVector w1 = T.Load(w + T.Count);
                        TVector x0 = T.Repeat(x[0]);
                        a00 = T.MultiplyAdd(w0, x0, a00);
                        a01 = T.MultiplyAdd(w1, x0, a01);
                        TVector x1 = T.Repeat(x[p1]);
                        a10 = T.MultiplyAdd(w0, x1, a10);
                        a11 = T.MultiplyAdd(w1, x1, a11);
                        TVector x2 = T.Repeat(x[p2]);
                        a20 = T.MultiplyAdd(w0, x2, a20);
                        a21 = T.MultiplyAdd(w1, x2, a21);
                        TVector x3 = T.Repeat(x[p3]);
                        a30 = T.MultiplyAdd(w0, x3, a30);
                        a31 = T.MultiplyAdd(w1, x3, a31);
                    }
                }

                Store<TVector, T>(t, y, 0, a00, a01);
                Store<TVector, T>(t, y, 1, a10, a11);
                Store<TVector, T>(t, y, 2, a20, a21);
                Store<TVector, T>(t, y, 3, a30, a31);
            }
        }
    }

    /// <summary>Up to 4 tiles x 1 vector, for the ragged end of the filters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Product1(WinogradProduct* t)
    {
        float* w = t->Weights;
        for (nint frequency = 0; frequency < t->Frequencies; frequency++)
        {
            float* y = t->Output + (frequency * t->FrequencyStride);
            for (nint panel = 0; panel < t->Panels; panel++, y += t->BlockStride)
            {
                float* panelWeights = w;
                for (nint tile = 0; tile < t->Tiles; tile++)
                {
                    Vector<float> sum = default;
                    float* block = t->Input + (frequency * t->FrequencyStride) + (tile * t->TileStride);
                    w = panelWeights;
                    for (nint left = t->Channels; left > 0; left -= Vector<float>.Count, block += t->BlockStride)
                    {
                        for (nint ci = 0; ci < Math.Min(left, Vector<float>.Count); ci++, w += Vector<float>.Count)
                        {
                            sum = Fma.Add(Vector.Load(w), new Vector<float>(block[ci]), sum);
                        }
                    }

                    Vector.Store(sum, y + (tile * t->TileStride));
                }
            }
        }
    }

    /// <summary>Two vectors of filters, which may be more of the workspace's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TVector, T>(WinogradProduct* t, float* y, nint tile, TVector first, TVector second)
        where TVector : unmanaged
        where T : IFallbackVector<TVector>
    {
        if (tile < t->Tiles)
        {
            y += tile * t->TileStride;
            T.Store(first, y, t->BlockStride);
            T.Store(second, y + (T.Count / Vector<float>.Count * t->BlockStride), t->BlockStride);
        }
    }
}
