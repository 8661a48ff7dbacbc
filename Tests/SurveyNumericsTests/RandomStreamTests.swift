import SurveyNumerics
import Testing

struct RandomStreamTests {
  /// From the authors' known-answer file of Random123.
  @Test(arguments: [
    (
      SIMD4<UInt32>(repeating: 0), SIMD2<UInt32>(repeating: 0),
      SIMD4<UInt32>(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
    ),
    (
      SIMD4<UInt32>(repeating: UInt32.max), SIMD2<UInt32>(repeating: UInt32.max),
      SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
    ),
    (
      SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), SIMD2(0xa409_3822, 0x299f_31d0),
      SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
    ),
  ])
  func `Philox gives the published words`(counter: SIMD4<UInt32>, key: SIMD2<UInt32>, words: SIMD4<UInt32>) {
    #expect(Philox.words(counter: counter, key: key) == words)
  }

  @Test func `a stream depends on its seed, stream and substream only`() {
    func start(_ seed: UInt64, _ stream: UInt64, _ substream: UInt64 = 0) -> [UInt64] {
      var random = RandomStream(seed: seed, stream: stream, substream: substream)
      return (0..<8).map { _ in random.next() }
    }
    #expect(start(1, 2, 3) == start(1, 2, 3))
    let starts = [
      start(1, 2), start(2, 1), start(1, 2, 1), start(1, 3), start(0, 2), start(1 << 32, 2), start(1, 2 << 32),
    ]
    #expect(Set(starts).count == starts.count)
    #expect(Set(starts.joined()).count == 8 * starts.count)
  }

  @Test func `uniform and normal numbers have their moments`() {
    var random = RandomStream(seed: 7, stream: 0)
    let uniforms = (0..<100_000).map { _ in random.uniform() }
    #expect(uniforms.allSatisfy { $0 > 0 && $0 < 1 })
    let mean = uniforms.reduce(0, +) / 1e5
    // Five standard errors.
    let bound = 5 / (12 * 1e5).squareRoot()
    #expect(abs(mean - 0.5) < bound)
    let normals = (0..<100_000).map { _ in random.normal() }
    let normalMean = normals.reduce(0, +) / 1e5
    let normalBound = 5 / 1e5.squareRoot()
    #expect(abs(normalMean) < normalBound)
    let squares = normals.reduce(0) { $0 + $1 * $1 } / 1e5
    #expect(abs(squares - 1) < normalBound * 2.0.squareRoot())
  }

  @Test(arguments: [0.3, 1, 4.5])
  func `gamma numbers have their mean and variance`(shape: Double) {
    var random = RandomStream(seed: 7, stream: 1)
    let numbers = (0..<50_000).map { _ in random.gamma(shape: shape) }
    let mean = numbers.reduce(0, +) / 5e4
    #expect(abs(mean - shape) < 5 * (shape / 5e4).squareRoot())
    let variance = numbers.reduce(0) { $0 + ($1 - shape) * ($1 - shape) } / 5e4
    // The fourth central moment of a gamma variable is 3 shape^2 + 6 shape.
    #expect(abs(variance - shape) < 5 * ((2 * shape * shape + 6 * shape) / 5e4).squareRoot())
  }

  @Test func `indices and choices have their probabilities`() {
    var random = RandomStream(seed: 7, stream: 2)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[random.index(below: 7)] += 1 }
    let bound = 5 * (10_000.0 * 6 / 7).squareRoot()
    #expect(counts.allSatisfy { abs(Double($0) - 10_000) < bound })
    var chosen = [Int](repeating: 0, count: 4)
    for _ in 0..<40_000 { chosen[random.choice(probabilities: [0.5, 0, 1, 0.5])] += 1 }
    #expect(chosen[1] == 0)
    #expect(abs(Double(chosen[2]) - 20_000) < 5 * 100)
    #expect(random.index(below: 1) == 0)
    #expect(random.choice(probabilities: [0, 3, 0]) == 1)
  }

  @Test func `the first numbers of a stream never change`() {
    var random = RandomStream(seed: 20_240_501, stream: 3, substream: 1)
    let numbers = [random.uniform(), random.normal(), random.gamma(shape: 0.5)]
    #expect(numbers == [0.5445234101146265, -1.0757504300655691, 1.6807898976594773])
  }
}
