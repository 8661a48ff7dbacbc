private import CNumerics

/// The library that factorises matrices, for provenance.
public enum LinearAlgebraLibrary {
  /// The name and version of the library.
  public static var description: String {
    let words = unsafe String(cString: peilstok_blas_configuration()).split(separator: " ")
    return words.prefix(2).joined(separator: " ")
  }

  /// The processor that the library chose its kernels for.
  public static var core: String { unsafe String(cString: peilstok_blas_core()) }
}
