/// Every background that can occur in a wave, with its share of the children and the shares of strain within it.
func backgrounds(
  wave: Wave, recruitment: Recruitment
) -> [(background: Background, share: Double, strains: [Double])] {
  let population = PopulationModel(wave: wave)
  let channelShares = recruitment.channelShares(wave)
  return Channel.allCases.filter { channelShares[$0.rawValue] > 0 }.flatMap { channel in
    // The characteristics in the order in which a child's are drawn.
    var list = WeightedBackgrounds(share: channelShares[channel.rawValue])
    list.expand(\.sex, Sex.allCases) { _ in
      tilted(population.sexShares(), by: recruitment.sexFactors(channel))
    }
    list.expand(\.age, PopulationModel.ages) { _ in
      tilted(population.ageShares(), by: recruitment.ageFactors(channel))
    }
    list.expand(\.province, Province.allCases) { _ in
      tilted(population.provinceShares(), by: recruitment.provinceFactors())
    }
    list.expand(\.education, Education.allCases) {
      tilted(population.educationShares(age: $0.age), by: recruitment.educationFactors(channel))
    }
    list.expand(\.migration, Migration.allCases) { population.migrationShares($0.province.urbanity) }
    list.expand(\.household, Household.allCases) { population.householdShares($0.migration) }
    list.expand(\.living, Living.allCases) {
      tilted(population.livingShares($0.ageGroup), by: recruitment.livingFactors(channel))
    }
    let strainFactors = recruitment.strainFactors(channel)
    return list.elements.map { background, share in
      (background, share, tilted(population.strainShares(background), by: strainFactors))
    }
  }
}

/// Backgrounds of which some characteristics are settled, each with its share of the children.
private struct WeightedBackgrounds {
  private(set) var elements: [(background: Background, share: Double)]

  init(share: Double) {
    let start = Background(
      age: 8, sex: .girl, province: .groningen, education: .primary, migration: .netherlands,
      household: .twoParents, living: .atHome)
    elements = [(start, share)]
  }

  /// Splits every background by one characteristic; values that cannot occur are left out.
  mutating func expand<Value>(
    _ characteristic: WritableKeyPath<Background, Value>, _ values: [Value], shares: (Background) -> [Double]
  ) {
    elements = elements.flatMap { background, share in
      zip(values, shares(background)).compactMap { value, factor in
        guard factor > 0 else { return nil }
        var background = background
        background[keyPath: characteristic] = value
        return (background, share * factor)
      }
    }
  }
}

extension Background {
  /// The column and level of each characteristic whose population counts are published.
  package var weightingLevels: [(column: String, level: String)] {
    [
      ("sex", sex.name), ("age_group", ageGroup.name), ("sex_age", sexAge), ("province", province.name),
      ("education", education.name), ("migration", migration.name), ("household", household.name),
      ("living_situation", living.name),
    ]
  }
}
