internal import Simulations
internal import SurveyDesigns

/// The bias of every variance and the coverage of its intervals.
struct VarianceTable {
  private var rows:
    [(design: SimulatedDesign, method: ReplicationMethod?, cells: [SimulatedQuantity: VariancePerformance])] = []
  private let samples: Int

  init(samples: Int, seed: UInt64) throws {
    self.samples = samples
    for design in SimulatedDesign.all(replicates: 100) {
      for (method, cells) in zip(design.methods, try design.performances(samples: samples, seed: seed)) {
        rows.append((design, method, cells))
      }
    }
  }

  var section: String {
    "## Measured bias and coverage\n\nThe bias of the variance in per cent of it / the coverage of 95% intervals in per "
      + "cent, in \(samples) samples of each design; the simulation's standard errors are at most "
      + "\(percent(error(isOfList: false))) points in the bias (\(percent(error(isOfList: true))) for the list) and 0.4 "
      + "in the coverage.\n\n"
      + markdownTable(
        ["design", "variance"] + SimulatedQuantity.allCases.map(\.rawValue),
        rows.map { row in
          [row.design.name, row.method?.name ?? "linearisation"]
            + SimulatedQuantity.allCases.map { quantity in
              row.cells[quantity].map { cell in
                "\(cell.bias >= 0 ? "+" : "")\(percent(cell.bias)) / \(percent(cell.coverage))"
              } ?? "none"
            }
        })
  }

  private func error(isOfList: Bool) -> Double {
    rows.filter { $0.design.isList == isOfList }.flatMap { $0.cells.values.map(\.errorOfBias) }.max() ?? 0
  }

  /// What is off by more than 5%, or covers less than 93%, where the article says that it does not.
  var faults: [String] {
    rows.filter { $0.design.suits($0.method) }.flatMap { row in
      SimulatedQuantity.allCases.compactMap { quantity -> String? in
        guard let cell = row.cells[quantity] else { return nil }
        let name = "\(row.design.name), \(row.method?.name ?? "linearisation"), \(quantity.rawValue)"
        if abs(cell.bias) > 0.05 + 3 * cell.errorOfBias { return "\(name): a bias of \(percent(cell.bias))%." }
        // Few units leave the distribution of t short of normal: a point and a half on top of the simulation's error.
        if cell.coverage < 0.935 - 3 * cell.errorOfCoverage {
          return "\(name): a coverage of \(percent(cell.coverage))%."
        }
        return nil
      }
    }
  }
}
