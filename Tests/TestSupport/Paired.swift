public import Testing

/// Two lists of as many elements, element by element: one that is shorter would leave the rest of the other unread.
public func paired<First: Collection, Second: Collection>(
  _ first: First, _ second: Second, location: SourceLocation = #_sourceLocation
) -> Zip2Sequence<First, Second> {
  #expect(first.count == second.count, sourceLocation: location)
  return zip(first, second)
}
