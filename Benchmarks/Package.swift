// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that whoever uses Peilstok never resolves what only its benchmarks need.
let package = Package(
  name: "Benchmarks",
  dependencies: [
    .package(name: "Peilstok", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        .product(name: "Peilstok", package: "Peilstok"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: [.treatAllWarnings(as: .error)])
  ],
  swiftLanguageModes: [.v6]
)
