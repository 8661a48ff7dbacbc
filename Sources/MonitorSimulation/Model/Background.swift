/// What a child is before anything is asked.
package struct Background: Sendable {
  package var age: Int
  package var sex: Sex
  var province: Province
  package var education: Education
  var migration: Migration
  var household: Household
  package var living: Living

  package var ageGroup: AgeGroup { AgeGroup(age: age) }

  /// The cell that weights are raked to: sex by age group, with one cell for the few who answer otherwise.
  package var sexAge: String { sex == .other ? sex.name : "\(sex.name)_\(ageGroup.name)" }
}

package enum Sex: Int, Leveled {
  case girl, boy, other
  package static let levels = [
    Level("girl", "meisje", "girl"), Level("boy", "jongen", "boy"), Level("other", "anders", "other"),
  ]
}

package enum AgeGroup: Int, Leveled {
  case child, youngTeenager, teenager
  package static let levels = [
    Level("8-11", "8 tot en met 11 jaar", "8 to 11 years"), Level("12-14", "12 tot en met 14 jaar", "12 to 14 years"),
    Level("15-18", "15 tot en met 18 jaar", "15 to 18 years"),
  ]

  package init(age: Int) { self = age < 12 ? .child : age < 15 ? .youngTeenager : .teenager }
}

enum Province: Int, Leveled {
  case groningen, friesland, drenthe, overijssel, flevoland, gelderland, utrecht, noordHolland, zuidHolland, zeeland
  case noordBrabant, limburg
  static let levels = [
    Level("groningen", "Groningen", "Groningen"), Level("friesland", "Friesland", "Friesland"),
    Level("drenthe", "Drenthe", "Drenthe"), Level("overijssel", "Overijssel", "Overijssel"),
    Level("flevoland", "Flevoland", "Flevoland"), Level("gelderland", "Gelderland", "Gelderland"),
    Level("utrecht", "Utrecht", "Utrecht"), Level("noord_holland", "Noord-Holland", "North Holland"),
    Level("zuid_holland", "Zuid-Holland", "South Holland"), Level("zeeland", "Zeeland", "Zeeland"),
    Level("noord_brabant", "Noord-Brabant", "North Brabant"), Level("limburg", "Limburg", "Limburg"),
  ]

  var urbanity: Urbanity {
    switch self {
    case .utrecht, .noordHolland, .zuidHolland: .high
    case .groningen, .friesland, .drenthe, .zeeland: .low
    default: .middle
    }
  }
}

/// How urban a province is: not asked, but it shapes who lives there.
enum Urbanity: Int, CaseIterable, Sendable {
  case high, middle, low
}

package enum Education: Int, Leveled {
  case primary, special, vmbo, havo, vwo, mbo, other
  package static let levels = [
    Level("primary", "basisschool", "primary school"), Level("special", "speciaal onderwijs", "special education"),
    Level("vmbo", "vmbo of praktijkonderwijs", "pre-vocational secondary (vmbo)"),
    Level("havo", "havo", "senior general secondary (havo)"), Level("vwo", "vwo", "pre-university (vwo)"),
    Level("mbo", "mbo", "vocational (mbo)"),
    Level("other", "hoger onderwijs, werk of geen onderwijs", "higher education, work or none"),
  ]
}

enum Migration: Int, Leveled {
  case netherlands, europe, outsideEurope
  static let levels = [
    Level("netherlands", "ouders in Nederland geboren", "parents born in the Netherlands"),
    Level("europe", "ouder geboren in ander Europees land", "a parent born elsewhere in Europe"),
    Level("outside_europe", "ouder geboren buiten Europa", "a parent born outside Europe"),
  ]
}

enum Household: Int, Leveled {
  case twoParents, coParenting, oneParent
  static let levels = [
    Level("two_parents", "twee ouders samen", "two parents together"),
    Level("co_parenting", "ouders apart, bij beiden", "parents apart, with both"),
    Level("one_parent", "één ouder", "one parent"),
  ]
}

package enum Living: Int, Leveled {
  case atHome, elsewhere
  package static let levels = [
    Level("at_home", "thuis", "at home"),
    Level("elsewhere", "pleeggezin, woongroep of instelling", "foster family, group home or institution"),
  ]
}

enum Channel: Int, Leveled {
  case ownSite, socialMedia, school, organisation
  static let levels = [
    Level("own_site", "eigen website", "own website"), Level("social_media", "sociale media", "social media"),
    Level("school", "school", "school"),
    Level("organisation", "jongerenorganisatie of jeugdhulp", "youth organisation or youth care"),
  ]
}
