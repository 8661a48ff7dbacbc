private import CNumerics

/// What factorises matrices, for provenance.
///
/// Peilstok factorises them itself, in an order of operations that no processor changes.
public enum LinearAlgebraLibrary {
  /// The name of what factorises.
  public static var description: String { "Peilstok, in a fixed order" }

  /// The set of instructions that the kernels use on this processor: `base`, `avx2` or `avx512`.
  ///
  /// The environment variable `PEILSTOK_KERNELS` chooses a smaller one. The results are the same.
  public static var core: String { unsafe String(cString: peilstok_kernels()) }
}
