/// The versioned dictionary of indicators that is written beside the records.
enum IndicatorDictionaryText {
  static let text = violence + "\n" + livesAndHelp + "\n"

  private static let violence =
    """
    # The indicators of the monitor: what each figure counts, in which period, and what a missing answer does to it.
    # A changed definition gets another version; a figure is quoted with the version that it was made with.
    version: "2024.1"
    indicators:
      - name: exposed
        label: {nl: "Geweld thuis, enige vorm", en: "Violence at home, any form"}
        version: "1"
        window: {nl: afgelopen 12 maanden, en: past 12 months}
        items: [violence_psychological, violence_physical, violence_neglect, violence_sexual, violence_witnessing]
        rule: {anyOf: [past_12_months]}
        missing: anyTrueElseAllAnswered
        code: "SDG 16.2; ICVAC all forms"
        note:
          nl: "Een kind telt mee zodra één vorm is gemeld; alleen wie alle vijf vragen met nooit of langer geleden beantwoordt, telt als niet blootgesteld."
          en: "A child counts as soon as one form is reported; only who answers never or longer ago to all five counts as not exposed."
      - name: exposed_ever
        label: {nl: "Geweld thuis, enige vorm, ooit", en: "Violence at home, any form, ever"}
        version: "1"
        window: {nl: ooit, en: ever}
        items: [violence_psychological, violence_physical, violence_neglect, violence_sexual, violence_witnessing]
        rule: {anyOf: [longer_ago, past_12_months]}
        missing: anyTrueElseAllAnswered
        code: "SDG 16.2; ICVAC all forms"
      - name: psychological_past_year
        label: {nl: "Psychisch geweld thuis", en: "Psychological violence at home"}
        version: "1"
        window: {nl: afgelopen 12 maanden, en: past 12 months}
        items: [violence_psychological]
        rule: {anyOf: [past_12_months]}
        missing: allAnswered
        code: "ICVAC psychological violence"
      - name: psychological_ever
        label: {nl: "Psychisch geweld thuis, ooit", en: "Psychological violence at home, ever"}
        version: "1"
        window: {nl: ooit, en: ever}
        items: [violence_psychological]
        rule: {anyOf: [longer_ago, past_12_months]}
        missing: allAnswered
        code: "ICVAC psychological violence"
      - name: physical_past_year
        label: {nl: "Lichamelijk geweld thuis", en: "Physical violence at home"}
        version: "1"
        window: {nl: afgelopen 12 maanden, en: past 12 months}
        items: [violence_physical]
        rule: {anyOf: [past_12_months]}
        missing: allAnswered
        code: "ICVAC physical violence"
      - name: physical_ever
        label: {nl: "Lichamelijk geweld thuis, ooit", en: "Physical violence at home, ever"}
        version: "1"
        window: {nl: ooit, en: ever}
        items: [violence_physical]
        rule: {anyOf: [longer_ago, past_12_months]}
        missing: allAnswered
        code: "ICVAC physical violence"
      - name: neglect_past_year
        label: {nl: "Verwaarlozing thuis", en: "Neglect at home"}
        version: "1"
        window: {nl: afgelopen 12 maanden, en: past 12 months}
        items: [violence_neglect]
        rule: {anyOf: [past_12_months]}
        missing: allAnswered
        code: "ICVAC neglect"
      - name: neglect_ever
        label: {nl: "Verwaarlozing thuis, ooit", en: "Neglect at home, ever"}
        version: "1"
        window: {nl: ooit, en: ever}
        items: [violence_neglect]
        rule: {anyOf: [longer_ago, past_12_months]}
        missing: allAnswered
        code: "ICVAC neglect"
      - name: sexual_past_year
        label: {nl: "Seksueel geweld thuis", en: "Sexual violence at home"}
        version: "1"
        window: {nl: afgelopen 12 maanden, en: past 12 months}
        items: [violence_sexual]
        rule: {anyOf: [past_12_months]}
        missing: allAnswered
        code: "ICVAC sexual violence"
      - name: sexual_ever
        label: {nl: "Seksueel geweld thuis, ooit", en: "Sexual violence at home, ever"}
        version: "1"
        window: {nl: ooit, en: ever}
        items: [violence_sexual]
        rule: {anyOf: [longer_ago, past_12_months]}
        missing: allAnswered
        code: "ICVAC sexual violence"
      - name: witnessing_past_year
        label: {nl: "Getuige van geweld thuis", en: "Witness of violence at home"}
        version: "1"
        window: {nl: afgelopen 12 maanden, en: past 12 months}
        items: [violence_witnessing]
        rule: {anyOf: [past_12_months]}
        missing: allAnswered
        code: "ICVAC psychological violence, witnessing"
      - name: witnessing_ever
        label: {nl: "Getuige van geweld thuis, ooit", en: "Witness of violence at home, ever"}
        version: "1"
        window: {nl: ooit, en: ever}
        items: [violence_witnessing]
        rule: {anyOf: [longer_ago, past_12_months]}
        missing: allAnswered
        code: "ICVAC psychological violence, witnessing"
      - name: forms_count
        label: {nl: "Aantal vormen van geweld thuis", en: "Number of forms of violence at home"}
        version: "1"
        window: {nl: afgelopen 12 maanden, en: past 12 months}
        items: [violence_psychological, violence_physical, violence_neglect, violence_sexual, violence_witnessing]
        rule: {count: {levels: [past_12_months]}}
        missing: allAnswered
      - name: forms_group
        label: {nl: "Aantal vormen van geweld thuis, in groepen", en: "Number of forms of violence at home, grouped"}
        version: "1"
        window: {nl: afgelopen 12 maanden, en: past 12 months}
        items: [violence_psychological, violence_physical, violence_neglect, violence_sexual, violence_witnessing]
        rule: {count: {levels: [past_12_months], cutPoints: [1, 2, 3]}}
        missing: anyTrueElseAllAnswered
        note:
          nl: "Bekend zodra de ontbrekende antwoorden de groep niet meer kunnen veranderen."
          en: "Known as soon as the missing answers can no longer change the group."
    """
}
