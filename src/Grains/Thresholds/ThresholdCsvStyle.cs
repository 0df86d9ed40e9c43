namespace RefillRadar.Grains.Thresholds;

/// <summary>How the numbers and ids of a threshold file are read.</summary>
/// <param name="IsDecimalComma">Whether decimals may have a comma: in files of spreadsheets that separate columns by <c>;</c>.</param>
/// <param name="IsAccepted">Whether an earlier version may have accepted the file: what can be read in two ways is read as it was then.</param>
internal readonly record struct ThresholdCsvStyle(bool IsDecimalComma, bool IsAccepted);
