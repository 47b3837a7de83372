using System.Text.Json;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Api;

/// <summary>
/// Programs record measurements by a token of a person. Nothing but the header says who asks: no cookie is looked at, so that
/// no other site can have a browser write here.
/// </summary>
internal static class MeasurementsWriting
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/v1/measurements", RecordAsync)
            .WritesApi<MeasurementStatement, MeasurementResource>(
                "recordMeasurement",
                "Measurements",
                "Record what came of a promise in a period, or correct it. The token needs the scope `measurements:write`, and its "
                    + "person the right to record for the promise's party.",
                MeasurementStatement.Example
            );

    private static async Task<IResult> RecordAsync(
        HttpContext http,
        AppDb db,
        WhoActsByToken acting,
        RecordMeasurement recording,
        TimeProvider time
    )
    {
        var cancel = http.RequestAborted;
        http.Response.Headers.CacheControl = "no-store";
        var known = await acting(http.Request.Headers.Authorization.ToString(), MeasurementRights.Writing, cancel);
        if (known.Refusal is { } stranger)
            return Problems.Unknown(http, stranger);
        var key = IdempotencyKey.Read(http.Request);
        if (key.Refusal is { } without)
            return Problems.Refused(http, StatusCodes.Status400BadRequest, without);
        var body = await JsonBody.ReadAsync(http.Request, cancel);
        if (body.Refusal is { } broken)
            return Problems.Refused(http, StatusCodes.Status400BadRequest, broken);
        var stated = MeasurementStatement.Read(body.Value.Json);
        if (stated.Refusal is { } wrong)
            return Problems.Refused(http, StatusOf(wrong), wrong);
        var answer = await IdempotencyKey.OnceAsync(
            db,
            time.GetUtcNow().UtcDateTime,
            (known.Value.Token, key.Value, body.Value.Hash),
            async () => await DoneAsync(http, db, recording, acting, stated.Value),
            cancel
        );
        if (answer.Refusal is { Code: "token-unknown" or "token-expired" } ended)
            return Problems.Unknown(http, ended);
        if (answer.Refusal is { } refused)
            return Problems.Refused(http, StatusOf(refused), refused);
        http.Response.Headers.Location = answer.Value.Location;
        return Results.Text(answer.Value.Body, "application/json", statusCode: StatusCodes.Status201Created);
    }

    private static async Task<Outcome<(string Location, string Body)>> DoneAsync(
        HttpContext http,
        AppDb db,
        RecordMeasurement recording,
        WhoActsByToken acting,
        StatedMeasurement stated
    )
    {
        // Asked once more in the turn: meanwhile the token may have been revoked, or a role taken.
        var known = await acting(
            http.Request.Headers.Authorization.ToString(),
            MeasurementRights.Writing,
            http.RequestAborted
        );
        if (known.Refusal is { } stranger)
            return stranger;
        var recorded = await recording.InTransactionAsync(known.Value.Actor, stated, http.RequestAborted);
        if (recorded.Refusal is { } refused)
            return refused;
        var measurement = recorded.Value;
        var by = await db
            .Organisations.Where(o => o.Id == measurement.ByOrganisationId)
            .Select(o => o.Identifier)
            .SingleOrDefaultAsync(http.RequestAborted);
        var resource = MeasurementResource.Of(
            MeasurementDocument.Of(measurement, stated.Deal, by),
            superseded: false,
            http.Request
        );
        return (resource.Url, JsonSerializer.Serialize(resource, JsonColumn.Options));
    }

    private static int StatusOf(Refusal refusal) =>
        refusal.Code switch
        {
            "not-allowed" => StatusCodes.Status403Forbidden,
            "measured-already" or "measured-meanwhile" or "import-running" => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
}
