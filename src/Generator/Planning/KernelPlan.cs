using Conv3DGen.Generator.Model;

namespace Conv3DGen.Generator.Planning;

/// <summary>One kernel on every instruction set that the project wants.</summary>
/// <param name="Request">The kernel.</param>
/// <param name="PerIsa">Its plans, best instruction set first.</param>
internal sealed record KernelPlan(KernelRequest Request, EquatableArray<ConvPlan> PerIsa)
{
    public static KernelPlan Of(KernelRequest request, IEnumerable<Isa> isas)
        => new(request, isas.Select(isa => Planner.Plan(request.Spec, isa)).ToEquatableArray());
}
