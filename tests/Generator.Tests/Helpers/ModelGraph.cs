using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Conv3DGen.Generator.Tests.Helpers;

/// <summary>Walks everything an object reaches. What the pipeline caches must not keep a compilation alive.</summary>
internal static class ModelGraph
{
    /// <summary>Fails with the path to the first object that belongs to a compilation.</summary>
    public static void AssertPlain(object? root) => Visit(root, root?.GetType().Name ?? "null", new(ReferenceEqualityComparer.Instance));

    private static void Visit(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string or Pointer or MemberInfo or Assembly || value.GetType() is { IsPrimitive: true } or { IsEnum: true })
        {
            return;
        }

        if (value is ISymbol or SyntaxNode or SyntaxTree or SyntaxToken or SyntaxReference or Compilation or SemanticModel or Location or AttributeData or TypedConstant)
        {
            Assert.Fail($"{path} holds a {value.GetType().Name}.");
        }

        if (!value.GetType().IsValueType && !seen.Add(value))
        {
            return;
        }

        if (value is Array array)
        {
            foreach (object? item in array)
            {
                Visit(item, path + "[]", seen);
            }

            return;
        }

        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Visit(field.GetValue(value), $"{path}.{field.Name}", seen);
            }
        }
    }
}
