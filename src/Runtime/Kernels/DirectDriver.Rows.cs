using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <content>The rows of an item, tile by tile, and its border columns.</content>
internal unsafe partial struct DirectDriver
{
    /// <summary>Rows in groups: the border columns of a group follow its rows while the input is still in cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunRows(int begin, int end)
    {
        int width = _loops.Width.Output;
        bool borders = _row.End - _row.Begin < width;
        int step = borders ? _block.Tiles.ColumnPixels : end - begin;
        for (int first = begin; first < end; first += step)
        {
            int last = Math.Min(first + step, end);
            for (int oh = first; oh < last;)
            {
                int rows = oh >= _fullRowsBegin && oh < _fullRowsEnd ? Math.Min(last, _fullRowsEnd) - oh : _loops.Height.SharedTaps(oh, last);
                RunBand(oh, rows);
                oh += rows;
            }

            for (int ow = 0; borders && ow < _row.Begin; ow++)
            {
                RunColumn(ow, first, last);
            }

            for (int ow = _row.End; borders && ow < width; ow++)
            {
                RunColumn(ow, first, last);
            }
        }
    }

    /// <summary>Rows with the same kernel rows inside the input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunBand(int oh, int rows)
    {
        TapRange kh = _loops.Height.Taps(oh);
        float* input = _plane + (_loops.Height.Position(oh, kh) * _source.Height) + ((nint)_loops.Width.Origin(_row.Begin) * _source.Width);
        float* output = _outputPlane + (oh * _target.Height) + (_row.Begin * _target.Width);
        nint nextInput = _loops.Height.Stride * _source.Height;
        _args.InputPixelStride = _loops.Width.Stride * _source.Width;
        SetTaps(kh, new(0, _loops.Width.Kernel));
        if (_pair.Exists && rows > 1 && kh.Count == _loops.Height.Kernel)
        {
            int pairs = rows / 2;
            _args.OutputRowStride = _target.Height;
            RunRows(ref _pair, input, output, new(pairs, 2 * nextInput, 2 * _target.Height));
            input += 2 * pairs * nextInput;
            output += 2 * pairs * _target.Height;
            rows -= 2 * pairs;
        }

        RunRows(ref _row, input, output, new(rows, nextInput, _target.Height));
    }

    /// <summary>Rows that differ in nothing but their place, tile by tile or row by row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RunRows(ref RowTiles tiles, float* input, float* output, TileColumn column)
    {
        int together = _batched ? column.Rows : 1;
        for (int row = 0; row < column.Rows; row += together)
        {
            RunRow(ref tiles, input, output, column with { Rows = together });
            input += together * column.InputStride;
            output += together * column.OutputStride;
        }
    }

    /// <summary>The tiles of a row, and those below each of them that are prepared with it. An end's input may begin in the padding, where nothing is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunRow(ref RowTiles tiles, float* input, float* output, TileColumn column)
    {
        bool alone = _inPlace && column.Rows == 1;
        var args = (TileArgs*)Unsafe.AsPointer(ref _args); // a driver lives on the stack
        args->OutputPixelStride = _target.Width;
        nint room = _spills ? (tiles.End - tiles.Begin) * _target.Width : 0;
        for (int i = 0; i < tiles.Count; i++)
        {
            TileRun run = tiles[i];
            nint taps = _taps - run.Left - run.Right;
            args->Taps = _folded ? 1 : taps;
            args->Run = _folded ? taps * _channels : _channels;
            args->Left = run.Left;
            args->Right = run.Right;
            args->Pixels = run.Pixels;
            nint nextInput = run.Pixels * args->InputPixelStride;
            nint nextOutput = run.Pixels * _target.Width;
            for (int tile = 0; tile < run.Count; tile++)
            {
                if (_fetchesInput)
                {
                    _inputAhead.Run(input, nextInput, args);
                }

                if (_fetchesOutput)
                {
                    OutputAhead.Run(output, run.Pixels, _target.Width, _block.Width);
                }

                args->Input = input;
                room -= nextOutput;
                if (alone)
                {
                    args->Output = output;
                    run.Kernel(args);
                }
                else
                {
                    RunTiles(run.Kernel, run.Pixels, output, _target.Width, column, room);
                }

                input += nextInput;
                output += nextOutput;
            }
        }
    }

    /// <summary>The tiles of a column: of one block of channels or, where every lane has an input channel of its own, of all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RunTiles(delegate*<TileArgs*, void> kernel, int pixels, float* output, nint pixelStride, TileColumn column, nint room)
    {
        if (_lanewise)
        {
            _sink.RunLanewise(_weights, ref _args, kernel, pixels, output, pixelStride, column);
        }
        else
        {
            _sink.Run(_block, ref _args, kernel, pixels, output, pixelStride, column, room);
        }
    }

    /// <summary>One border column of rows [first, end), in runs of rows that share their clipped kernel rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunColumn(int ow, int first, int end)
    {
        TapRange kw = _loops.Width.Taps(ow);
        nint column = _loops.Width.Position(ow, kw) * _source.Width;
        _args.InputPixelStride = _loops.Height.Stride * _source.Height;
        for (int oh = first; oh < end;)
        {
            TapRange kh = _loops.Height.Taps(oh);
            int count = _loops.Height.SharedTaps(oh, end);
            SetTaps(kh, kw);
            _args.Input = _plane + (_loops.Height.Position(oh, kh) * _source.Height) + column;
            float* output = _outputPlane + (oh * _target.Height) + (ow * _target.Width);
            RunTiles(_block.Tiles.Kernel(TileKind.Strided, count), count, output, _target.Height, new(1, 0, 0), room: 0);
            oh += count;
        }
    }

    /// <summary>Sets the clipped kernel rows and taps; a tile none of whose taps lies inside the input has no planes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SetTaps(TapRange kh, TapRange kw)
    {
        _args.Rows = kh.Count;
        _args.Taps = _folded ? 1 : kw.Count;
        _args.Run = _folded ? kw.Count * _channels : _channels;
        _args.Weights = _planeWeights + (kh.First * _args.WeightRowStride) + (kw.First * _channels * _block.Width);
        _args.Planes = kh.Count == 0 || kw.Count == 0 ? 0 : _planes;
    }
}
