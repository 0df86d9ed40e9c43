using RefillRadar.Grains.Notifications;
using RefillRadar.Silo.Adapters.Embedded.Email;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Contracts.Embedded;

public sealed class EmlOutboxTests : MailerContract
{
    private readonly TestFolder _folder = new();

    private string Outbox => _folder.File("outbox");

    protected override Task<IMailer> CreateAsync() => Task.FromResult<IMailer>(new EmlOutbox(new MailOptions { Outbox = Outbox }));

    protected override async Task<IMailer> CreateUnreachableAsync()
    {
        await File.WriteAllTextAsync(_folder.File("file"), "a file where the folder should be");
        return new EmlOutbox(new MailOptions { Outbox = _folder.File("file") });
    }

    protected override IReadOnlyList<byte[]> Sent() =>
        Directory.Exists(Outbox) ? [.. Directory.GetFiles(Outbox).Select(File.ReadAllBytes)] : [];

    protected override Task DropAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_same_batch_is_the_same_file()
    {
        var outbox = new EmlOutbox(new MailOptions { Outbox = Outbox });
        await outbox.SendAsync(NewMail(), CancellationToken.None);
        await outbox.SendAsync(NewMail(), CancellationToken.None);
        await outbox.SendAsync(NewMail("batch-2"), CancellationToken.None);
        Assert.Equal(["batch-1.eml", "batch-2.eml"], Directory.GetFiles(Outbox).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task No_batch_id_leads_out_of_the_folder_and_no_two_lead_to_one_file()
    {
        var outbox = new EmlOutbox(new MailOptions { Outbox = Outbox });
        string[] ids = ["../../evil", "..", "a/b", "a_b", "a:b", new string('x', 400), ""];
        foreach (var id in ids)
            Assert.Equal(MailOutcome.Sent, await outbox.SendAsync(NewMail(id), CancellationToken.None));
        Assert.Equal(ids.Length, Directory.GetFiles(Outbox, "*.eml").Length);
        Assert.Equal([Outbox], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_recipient_that_is_no_address_is_refused_for_good()
    {
        var outcome = await new EmlOutbox(new MailOptions { Outbox = Outbox, To = "<<>>" }).SendAsync(NewMail(), CancellationToken.None);
        Assert.Equal(MailOutcomeKind.Rejected, outcome.Kind);
    }
}
