internal import SurveyMicrodata

/// The units of each stratum in the order of a list, in a circle, with columns of a Hadamard matrix.
struct UnitNeighbours {
  let matrix: HadamardMatrix
  private let own: [Int32]
  private let next: [Int32]
  private let stretch: [Double]

  var factors: ReplicateFactors { .successive(matrix, own: own, next: next, stretch: stretch) }

  init(
    of design: SurveyDesign, order: String?, replicates: Int?, correction: (_ stratum: Int) -> Double
  ) throws(DesignError) {
    let stage = design.structure.stages[0]
    let ranks = try UnitNeighbours.ranks(of: design, order: order)
    matrix = HadamardMatrix(columns: replicates ?? stage.unitCount + 1)
    // The first column is of ones; columns are taken in turn, and again where there are fewer of them than units.
    let columns = Int32(matrix.order - 1)
    var (own, next) = ([Int32](repeating: 1, count: stage.unitCount), [Int32](repeating: 1, count: stage.unitCount))
    var stretch = [Double](repeating: 0, count: stage.unitCount)
    var taken: Int32 = 0
    for stratum in 0..<stage.stratumCount {
      let circle = stage.units(ofStratum: stratum).sorted { (ranks[$0], $0) < (ranks[$1], $1) }
      guard circle.count > 1 else { continue }
      let scale = correction(stratum).squareRoot()
      for unit in circle {
        own[unit] = taken % columns + 1
        stretch[unit] = scale
        taken += 1
      }
      for (position, unit) in circle.enumerated() {
        next[unit] = own[circle[(position + 1) % circle.count]]
        if next[unit] == own[unit] { next[unit] = own[unit] % columns + 1 }
      }
    }
    (self.own, self.next, self.stretch) = (own, next, stretch)
  }

  /// The place of each unit in the list.
  private static func ranks(of design: SurveyDesign, order: String?) throws(DesignError) -> [Double] {
    let (structure, stage) = (design.structure, design.structure.stages[0])
    var unitOfFinest = [Int](repeating: 0, count: structure.finestUnitCount)
    for unit in 0..<stage.unitCount { for finest in stage.finestUnits(ofUnit: unit) { unitOfFinest[finest] = unit } }
    var ranks = [Double](repeating: .nan, count: stage.unitCount)
    guard let order else {
      for row in structure.finestUnitOfRow.indices.reversed() {
        ranks[unitOfFinest[Int(structure.finestUnitOfRow[row])]] = Double(row)
      }
      return ranks
    }
    let data = design.data
    let values = try designing { () throws(MicrodataError) in try data.numbers(of: Number(order)) }
    let missing = values.count { !$0.isFinite }
    guard missing == 0 else { throw .invalidOrder(column: order, count: missing) }
    var varies = [Bool](repeating: false, count: stage.unitCount)
    for (row, finest) in structure.finestUnitOfRow.enumerated() {
      let unit = unitOfFinest[Int(finest)]
      if ranks[unit].isNaN { ranks[unit] = values[row] }
      if ranks[unit] != values[row] { varies[unit] = true }
    }
    let varying = varies.count { $0 }
    guard varying == 0 else { throw .orderVaries(column: order, units: varying) }
    return ranks
  }
}
