// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Consumer",
  dependencies: [.package(name: "Peilstok", path: "../..")],
  targets: [
    .executableTarget(name: "Consumer", dependencies: [.product(name: "Peilstok", package: "Peilstok")])
  ],
  swiftLanguageModes: [.v6]
)
