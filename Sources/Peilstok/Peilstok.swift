@_exported public import ReportDocuments
@_exported public import SurveyDesigns
@_exported public import SurveyEstimates
@_exported public import SurveyImputation
@_exported public import SurveyMicrodata
@_exported public import SurveyModels
@_exported public import SurveyNotebooks
@_exported public import SurveyNumerics
