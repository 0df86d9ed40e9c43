using MudBlazor;

namespace RefillRadar.Dashboard.Components.Layout;

/// <summary>MudBlazor in the radar's clothes. Its colours are mapped to the tokens of <c>tokens.css</c>, so that a change of theme needs no server.</summary>
internal static class RadarTheme
{
    private static readonly string[] SystemFonts =
        ["ui-sans-serif", "system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Noto Sans", "Arial", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
        PaletteLight = new PaletteLight { Primary = "#2f5fd0", Error = "#c92a2a", Warning = "#9a5b00", Success = "#1a7f5a" },
        PaletteDark = new PaletteDark { Primary = "#7aa2f7", Error = "#ff7b72", Warning = "#f0b429", Success = "#3fb68b" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = SystemFonts, FontSize = "13px", LineHeight = "1.45", LetterSpacing = "normal" },
            H6 = new H6Typography { FontFamily = SystemFonts, FontSize = "15px", FontWeight = "600", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = SystemFonts, FontSize = "13px", FontWeight = "500", TextTransform = "none", LetterSpacing = "normal" },
        },
    };
}
