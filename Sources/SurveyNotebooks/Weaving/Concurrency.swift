internal import SurveyNumerics

/// Work on the elements of a list at the same time.
extension RandomAccessCollection where Self: Sendable, Index == Int {
  /// Returns what a step makes of each element, worked out at the same time and put in their order.
  ///
  /// Where several steps fail the error is that of the first element, so that it does not depend on the threads.
  func concurrentlyMapped<Result: Sendable>(
    _ step: @Sendable (Element) throws(NotebookError) -> Result
  ) throws(NotebookError) -> [Result] {
    let results = FixedOrder.map(blockCount: count) { position -> Swift.Result<Result, NotebookError> in
      do throws(NotebookError) { return .success(try step(self[startIndex + position])) } catch {
        return .failure(error)
      }
    }
    var found: [Result] = []
    for result in results { found.append(try result.get()) }
    return found
  }
}
