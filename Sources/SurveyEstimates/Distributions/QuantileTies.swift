/// What a rule for quantiles from `hf3` on makes of records that share a value; `hf1` and `hf2` give the same with both.
public enum QuantileTies: String, Sendable, CaseIterable {
  /// They are one value with the sum of their weights: neither their order nor how a weight is split over them matters.
  case pooled
  /// Each is a value of its own in the order of the data, as R `svyquantile` has it: where the weights of equal values
  /// differ, the quantile changes with the order of the records.
  case orderOfRecords = "order-of-records"
}
