using LienThong.App.Access;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Procedures.Law.Lanes;

namespace LienThong.App.Errands;

/// <summary>Who takes a dossier's errands: of each lane the partner whose area is the smallest around the agency of the first step,
/// and the agencies themselves. A lane that nobody takes costs nothing.</summary>
public sealed class LaneDirectory(PartnerRegistry partners, LawLibrary law, IEnumerable<ILaneRunner> runners)
{
    private readonly Dictionary<string, ILaneRunner> _runners = runners.ToDictionary(runner => runner.Lane, StringComparer.Ordinal);

    /// <summary>The lanes that have a receiver for a dossier: codes of lanes, and, once a result has a newer edition, of agencies
    /// that take requests by HTTP.</summary>
    public IReadOnlySet<string> Of(Dossier dossier)
    {
        // Asked at every change of every dossier: where nobody takes anything, it must cost next to nothing.
        var kinds = partners.ReceivingKinds;
        var lanes = ErrandPlan.Lanes(dossier, DossierRules.For(dossier, law))
            .Where(lane => _runners.ContainsKey(lane.Code) || (kinds.Contains(lane.Receiver) && ReceiverOf(dossier, lane) is not null))
            .Select(lane => lane.Code);
        var agencies = ErrandPlan.HasNewEdition(dossier) ? dossier.State.Steps.Select(step => step.Agency).Where(agency => partners.ReceiverFor(agency) is not null) : [];
        return lanes.Concat(agencies.Select(agency => agency.ToString())).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The lane of a code; null when it is an agency's.</summary>
    public Lane? Find(Dossier dossier, string lane) =>
        ErrandPlan.Lanes(dossier, DossierRules.For(dossier, law)).FirstOrDefault(candidate => candidate.Code == lane);

    /// <summary>The partner that takes a dossier's errands of a lane; null when there is none.</summary>
    public Partner? ReceiverOf(Dossier dossier, string lane) => Find(dossier, lane) is { } found
        ? ReceiverOf(dossier, found)
        : AgencyCode.TryParse(lane, out var agency, out _) ? partners.ReceiverFor(agency) : null;

    /// <summary>Who does a lane's errands in a way of its own; null when they are posted.</summary>
    public ILaneRunner? RunnerOf(string lane) => _runners.GetValueOrDefault(lane);

    /// <summary>Partners of the registry that name a lane of which the law files know nothing: they would get and say nothing.</summary>
    public IReadOnlyList<string> Misnamed() =>
        [.. partners.All.Where(partner => partner.Lane is { } named && law.Lanes.All(lane => lane.Code != named)).Select(partner => partner.Id).Order(StringComparer.Ordinal)];

    /// <summary>The vocabulary in which a partner speaks of its steps: the one that the registry names, or its kind's; null when it
    /// speaks in decisions.</summary>
    public Lane? SpokenBy(Partner partner, Dossier dossier)
    {
        var lanes = ErrandPlan.Lanes(dossier, DossierRules.For(dossier, law));
        return partner.Lane is { } named
            ? lanes.FirstOrDefault(lane => lane.Code == named)
            : lanes.FirstOrDefault(lane => lane.Speakers.Contains(partner.Kind.Name()));
    }

    /// <summary>Whether a record is of a result that a partner is to have, in any edition: what it was sent last it can fetch, also when
    /// a newer edition is on its way. Who was never sent an edition does not know its record's hash.</summary>
    public bool MayFetch(Partner partner, Dossier dossier, string sha256)
    {
        var lanes = ErrandPlan.Lanes(dossier, DossierRules.For(dossier, law)).Where(lane => ReceiverOf(dossier, lane)?.Id == partner.Id).ToList();
        return dossier.Events.OfType<StepEvent>()
            .Where(happened => RecordsOf(happened).Any(record => record.Sha256 == sha256))
            .Select(happened => dossier.State.Step(happened.Step)!.Agency.Kind)
            .Any(kind => lanes.Any(lane => ErrandPlan.Keeps(lane, dossier) || lane.StepsOf == kind));
    }

    private static IReadOnlyList<RecordReference> RecordsOf(StepEvent happened) => happened switch
    {
        StepDone e => e.Records,
        ResultCorrected e => e.Records,
        _ => [],
    };

    private Partner? ReceiverOf(Dossier dossier, Lane lane) =>
        partners.ReceiverFor(lane.Receiver, dossier.State.Steps[0].Agency.Unit) is { } partner && (partner.Lane ?? lane.Receiver) == lane.Code ? partner : null;
}
