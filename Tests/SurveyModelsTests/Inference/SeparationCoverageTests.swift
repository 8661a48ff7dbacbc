import Simulations
import Testing

/// The intervals of penalised models over samples in which a cell often has no hit.
///
/// A short form of what `make validate` draws and writes into the documentation.
struct SeparationCoverageTests {
  #if DEBUG
  private static let sampleCount = 60
  #else
  private static let sampleCount = 300
  #endif

  @Test(arguments: SeparatedCells.all.indices)
  func `intervals of cells with few hits hold the truth as often as they say`(_ number: Int) throws {
    let cell = try SeparatedCells.all[number].measured(samples: Self.sampleCount, seed: 2026)
    for (quantity, coverage) in cell.coverage where coverage.isFinite {
      #expect(coverage > cell.least(of: quantity) - 4 * cell.error(of: quantity), "\(quantity.rawValue): \(coverage)")
    }
  }
}
