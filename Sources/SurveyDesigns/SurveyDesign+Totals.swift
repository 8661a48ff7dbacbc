internal import SurveyMicrodata
internal import SurveyNumerics

/// Totals by unit from the records in memory.
extension SurveyDesign: TotalsSource {
  /// Sums measures over the records in memory, unit by unit and in the order of the records.
  ///
  /// The order of additions depends on the records alone, so the same records give the same bits.
  package func totals(for request: TotalsRequest) -> TotalsTable {
    let entries = TotalsEntries(
      groupOfRow: groupOfRow(request.groups), groupCount: request.groupCount, structure: structure)
    let offsets = request.offsets
    let sink = MeasureSink(entries: entries, weights: weights, width: request.width, groupCount: request.groupCount)
    var sums = [Double](repeating: 0, count: entries.units.count * request.width)
    var missingCounts = [Int](repeating: 0, count: request.groupCount * request.measures.count)
    for (position, measure) in request.measures.enumerated() {
      let missing = sink.add(measure, offset: offsets[position], to: &sums)
      for group in missing.indices { missingCounts[group * request.measures.count + position] = missing[group] }
    }
    return TotalsTable(
      unitCount: structure.finestUnitCount, groupCount: request.groupCount, units: entries.units,
      groups: entries.groups, sums: sums, missingCounts: missingCounts, offsets: offsets, width: request.width,
      calibrationProducts: weightingSteps.map { calibrationProduct($0, of: request, entries: entries) })
  }

  /// The group of each record; negative where the record has no group, no weight or no part in the domain.
  private func groupOfRow(_ groups: [Int32]?) -> [Int32] {
    var groupOfRow = groups ?? [Int32](repeating: 0, count: weights.count)
    for row in groupOfRow.indices where !(weights[row] > 0) { groupOfRow[row] = -1 }
    if let domain {
      for row in groupOfRow.indices where !domain[row] { groupOfRow[row] = -1 }
    }
    return groupOfRow
  }
}

extension SurveyDesign {
  /// Sums the products of the variables of a weighting step and measures under the weights of its regression.
  private func calibrationProduct(_ step: WeightingStep, of request: TotalsRequest, entries: TotalsEntries) -> Matrix {
    let width = request.width
    var product = Matrix(rowCount: step.variables.columnCount, columnCount: request.groupCount * width)
    func add(row: Int, sum: Int, value: Double) {
      let start = (Int(entries.groups[Int(entries.entryOfRow[row])]) * width + sum) * product.rowCount
      for block in step.variables.blocks where block.columnOfItem[row] >= 0 {
        product.elements[start + Int(block.columnOfItem[row])] +=
          step.productWeights[row] * (block.values?[row] ?? 1) * value
      }
    }
    for (measure, offset) in zip(request.measures, request.offsets) {
      if case .computed(let computed) = measure {
        computed.forEachRow(of: data.rowCount) { row, values, start in
          guard entries.entryOfRow[row] >= 0 else { return }
          add(row: row, sum: offset + Measure.weightSum, value: 1)
          for position in 0..<computed.count {
            add(row: row, sum: offset + Measure.valueSum + position, value: values[start + position])
          }
        }
      } else {
        for row in 0..<data.rowCount where entries.entryOfRow[row] >= 0 && !measure.isMissing(row) {
          measure.forEachLinearTerm(ofRow: row) { add(row: row, sum: offset + $0, value: $1) }
        }
      }
    }
    return product
  }
}
