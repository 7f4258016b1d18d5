namespace Conv3DGen.Bench.Measuring;

/// <summary>One layer, everybody's times.</summary>
/// <param name="Id">The layer's name on the command line.</param>
/// <param name="Layer">Its name without the axis order.</param>
/// <param name="DataFormat">"channels_last" or "channels_first".</param>
/// <param name="Shape">What it is, for people.</param>
/// <param name="MultiplyAdds">Multiply-adds of a call, those with padding left out.</param>
/// <param name="Contenders">Who ran, ours first.</param>
internal sealed record LayerTimes(string Id, string Layer, string DataFormat, string Shape, double MultiplyAdds, ContenderTimes[] Contenders)
{
    /// <summary>A contender by name; null where it did not run.</summary>
    public ContenderTimes? Find(string name) => Array.Find(Contenders, contender => contender.Name == name);

    /// <summary>The one that took the least time of several; null where none of them ran.</summary>
    public ContenderTimes? Fastest(params string[] names) => names.Select(Find).OfType<ContenderTimes>().MinBy(contender => contender.Time.Median);
}
