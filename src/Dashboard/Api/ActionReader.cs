using System.Buffers;
using System.IO.Pipelines;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RefillRadar.Dashboard.Json;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Api;

/// <summary>Reads a bounded JSON body into an <see cref="AlertAction"/>.</summary>
internal static class ActionReader
{
    public const int MaxBytes = 16 * 1024;
    public const int MaxBy = 200;
    public const int MaxNote = 2_000;
    public const string Anonymous = "anonymous";
    private static readonly TimeSpan MaxSnooze = TimeSpan.FromDays(366);

    /// <summary>The body; an empty one when nothing was sent. Throws <see cref="BadRequestValueException"/> when it cannot be read.</summary>
    public static async Task<ActionBody> ReadAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        var read = await reader.ReadAtLeastAsync(MaxBytes + 1, cancellationToken);
        try
        {
            if (read.Buffer.Length > MaxBytes)
                throw new BadRequestValueException("body", $"The body must be at most {MaxBytes / 1024} KB. Shorten the note.");

            return read.Buffer.IsEmpty ? new ActionBody() : Parse(read.Buffer.ToArray());
        }
        finally
        {
            reader.AdvanceTo(read.Buffer.End);
        }
    }

    public static ActionBody Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<ActionBody>(json, RadarJson.Options)
                ?? throw new BadRequestValueException("body", "The body is null. Send a JSON object such as {\"by\":\"Ana\",\"note\":\"ordered\"}.");
        }
        catch (JsonException exception)
        {
            var member = exception.Path is { Length: > 2 } path ? path[2..] : "body";
            throw new BadRequestValueException(member, member == "body"
                ? "The body is not a JSON object. Send one such as {\"by\":\"Ana\",\"note\":\"ordered\"}."
                : $"The value of '{member}' cannot be read: by and note are text, until is a time like 2026-01-31T08:00:00Z, untilRestock is true or false.");
        }
    }

    /// <summary>The action that a body asks for.</summary>
    public static AlertAction ToAction(AlertActionKind kind, ActionBody body, ClaimsPrincipal user, DateTimeOffset now)
    {
        var by = SignedIn(user) ?? Bounded("by", body.By, MaxBy) ?? Anonymous;
        var note = Bounded("note", body.Note, MaxNote);
        return new AlertAction(kind, by, note, kind == AlertActionKind.Snooze ? Until(body, now) : null);
    }

    /// <summary>Name of the signed-in user; null when nobody is.</summary>
    public static string? SignedIn(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true })
            return null;

        var name = user.Identity.Name ?? user.FindFirstValue("preferred_username") ?? user.FindFirstValue(ClaimTypes.Email)
            ?? user.FindFirstValue("email") ?? user.FindFirstValue(ClaimTypes.NameIdentifier) ?? user.FindFirstValue("sub");
        return name is { Length: > MaxBy } ? name[..MaxBy] : name ?? "signed-in user";
    }

    private static DateTimeOffset? Until(ActionBody body, DateTimeOffset now)
    {
        if (body.UntilRestock)
        {
            return body.Until is null
                ? null
                : throw new BadRequestValueException("until", "Give either until or untilRestock, not both.");
        }

        if (body.Until is not { } until)
            throw new BadRequestValueException("until", "A snooze needs an end: until with a time such as 2026-01-31T08:00:00Z, or untilRestock true.");

        if (until <= now)
            throw new BadRequestValueException("until", $"{IsoTime.Text(until)} is in the past. Give a time in the future.");

        return until <= now + MaxSnooze
            ? until
            : throw new BadRequestValueException("until", "A snooze lasts at most one year. Give an earlier time, or untilRestock true.");
    }

    private static string? Bounded(string parameter, string? text, int max)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed))
            return null;

        return trimmed.Length <= max
            ? trimmed
            : throw new BadRequestValueException(parameter, $"It has {trimmed.Length} characters; at most {max} are kept.");
    }
}
