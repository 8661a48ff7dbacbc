/// What is worth knowing of the columns of the data.
extension Microdata {
  /// What is worth knowing of columns as they were read, in the order of the file.
  ///
  /// - Parameter columns: the columns; nil for all.
  /// - Returns: The remarks, column after column.
  public func remarks(on columns: Set<String>? = nil) -> [ColumnRemark] {
    origin.names.filter { columns?.contains($0) ?? true }.flatMap { name -> [ColumnRemark] in
      // A column that was replaced is no longer the file's.
      guard let values = columnAsRead(name) else { return [] }
      return origin.remarks.filter { $0.column == name } + remarks(on: values, name: name)
    }
  }

  /// What is worth knowing of the columns that were asked for since the records were read.
  ///
  /// - Parameter columns: columns of the design, whose numbers are no answers on a scale.
  /// - Returns: The remarks, column after column.
  package func remarksOnUsedColumns(design columns: Set<String> = []) -> [ColumnRemark] {
    remarks(on: origin.usedNames).filter { remark in
      switch remark.kind {
      case .longWholeNumbers: false
      case .farValues: !columns.contains(remark.column)
      default: true
      }
    }
  }

  private func remarks(on values: Column, name: String) -> [ColumnRemark] {
    let description = codebook.variables[name]
    switch values {
    case .numbers(let numbers):
      let scale = SmallScale(numbers)
      let count = scale.countOfFar(
        below: description?.minimum == nil, above: description?.maximum == nil)
      return count > 0 ? [ColumnRemark(column: name, kind: .farValues, count: count)] : []
    case .factor(let factor):
      guard description?.kind != .levels else { return [] }
      let count = AlikeLevels(factor.levels).count
      return count > 0 ? [ColumnRemark(column: name, kind: .alikeLevels, count: count)] : []
    }
  }
}
