// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
  .testTarget(
    name: name, dependencies: ["TestSupport"] + dependencies, resources: resources, swiftSettings: strict)
}

let package = Package(
  name: "Peilstok",
  products: [
    .library(name: "Peilstok", targets: ["Peilstok"]),
    .executable(name: "peilstok", targets: ["peilstok-cli"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    // C libraries that Debian ships; `make` installs them.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CMarkdownGFM", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    // It has no file for pkg-config.
    .systemLibrary(name: "CReadStat", providers: [.apt(["libreadstat-dev"])]),
    .systemLibrary(name: "CCoinOR", pkgConfig: "cbc", providers: [.apt(["coinor-libcbc-dev"])]),
    .target(name: "CNumerics", cSettings: [.treatAllWarnings(as: .error)]),

    // Which file a name stands for and what is in it, for those who read files and those who write them.
    library("FileFacts", ["COpenSSL"]),

    // Independent pieces of work on several threads, for those who read files and those who compute.
    library("ParallelWork", []),

    // The files of SPSS, Stata and SAS with their own dictionaries, and the sheets of workbooks, before they are records.
    library("SurveyFiles", ["ParallelWork", "CReadStat", "CZip", "CExpat"]),

    // The line from records to the printed page, left to right.
    library("SurveyNumerics", ["CNumerics", "ParallelWork"]),
    library(
      "SurveyMicrodata",
      ["SurveyFiles", "FileFacts", "ParallelWork", "CZlib", "CZstd", .product(name: "Yams", package: "Yams")]),
    library("SurveyDesigns", ["SurveyMicrodata", "SurveyNumerics"]),
    library("SurveyEstimates", ["SurveyDesigns", "SurveyMicrodata", "SurveyNumerics"]),
    library("SurveyModels", ["SurveyEstimates", "SurveyDesigns", "SurveyMicrodata", "SurveyNumerics"]),
    library(
      "SurveyImputation", ["SurveyModels", "SurveyEstimates", "SurveyDesigns", "SurveyMicrodata", "SurveyNumerics"]),
    library(
      "SurveyQuestions",
      ["SurveyImputation", "SurveyModels", "SurveyEstimates", "SurveyDesigns", "SurveyMicrodata"]),
    library("SurveyDisclosure", ["SurveyMicrodata", "CCoinOR"]),
    library("ReportDocuments", ["FileFacts"]),
    library(
      "SurveyNotebooks",
      [
        "SurveyQuestions", "SurveyImputation", "SurveyModels", "SurveyEstimates", "SurveyDesigns", "SurveyMicrodata",
        "SurveyNumerics", "ReportDocuments", "FileFacts", "CMarkdownGFM", .product(name: "Yams", package: "Yams"),
      ]),
    library("MonitorSimulation", ["FileFacts", "SurveyMicrodata", "SurveyNumerics", "SurveyDesigns"]),
    library(
      "Peilstok",
      [
        "SurveyNumerics", "SurveyFiles", "SurveyMicrodata", "SurveyDesigns", "SurveyEstimates", "SurveyModels",
        "SurveyImputation", "SurveyQuestions", "SurveyDisclosure", "ReportDocuments", "SurveyNotebooks",
      ]),
    .executableTarget(
      name: "peilstok-cli",
      dependencies: [
        "Peilstok", "MonitorSimulation", "FileFacts",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      // The articles of the documentation, which `peilstok help` prints wherever the command stands.
      resources: ["notebook", "indicators", "design", "interval", "inference"].map { .embedInCode("Manual/\($0).md") },
      swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["SurveyMicrodata", "SurveyDesigns"], path: "Tests/TestSupport",
      swiftSettings: strict),
    // Samples drawn again and again: the tests draw few of them, the program many, and it writes what they say.
    .target(
      name: "Simulations",
      dependencies: ["SurveyModels", "SurveyEstimates", "SurveyDesigns", "SurveyMicrodata", "SurveyNumerics"],
      path: "Tests/Simulations", swiftSettings: strict),
    .executableTarget(
      name: "Validation", dependencies: ["Simulations", "SurveyEstimates", "SurveyDesigns"], path: "Tests/Validation",
      swiftSettings: strict),
    // Damaged inputs for every verb of the command, and what must hold of each run.
    .executableTarget(name: "Fuzz", path: "Tests/Fuzz", exclude: ["Seeds"], swiftSettings: strict),
    tests("SurveyNumericsTests", ["SurveyNumerics"], resources: [.copy("Fixtures")]),
    tests("SurveyFilesTests", ["SurveyFiles", "SurveyMicrodata"], resources: [.copy("Fixtures")]),
    tests("SurveyMicrodataTests", ["SurveyMicrodata"]),
    tests("SurveyDesignsTests", ["SurveyEstimates", "SurveyDesigns", "SurveyMicrodata", "SurveyNumerics"]),
    tests(
      "SurveyEstimatesTests", ["Simulations", "SurveyEstimates", "SurveyDesigns", "SurveyMicrodata", "SurveyNumerics"]),
    tests(
      "SurveyModelsTests",
      ["Simulations", "SurveyModels", "SurveyEstimates", "SurveyDesigns", "SurveyMicrodata", "SurveyNumerics"]),
    tests(
      "SurveyImputationTests",
      ["SurveyImputation", "SurveyModels", "SurveyEstimates", "SurveyDesigns", "SurveyMicrodata", "SurveyNumerics"]),
    tests("SurveyQuestionsTests", ["SurveyQuestions", "SurveyDesigns", "SurveyEstimates", "SurveyMicrodata"]),
    tests("SurveyDisclosureTests", ["SurveyDisclosure", "SurveyMicrodata", "SurveyNumerics"]),
    tests("ReportDocumentsTests", ["ReportDocuments", "FileFacts"]),
    tests("SurveyNotebooksTests", ["Peilstok"]),
    tests("MonitorSimulationTests", ["MonitorSimulation", "Peilstok"]),
    tests("CommandTests", ["Peilstok", "peilstok-cli"]),
  ],
  swiftLanguageModes: [.v6]
)
