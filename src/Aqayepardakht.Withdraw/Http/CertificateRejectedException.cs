using System;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Aqayepardakht.Http;

/// <summary>The server's certificate is not accepted; nothing was sent to it.</summary>
internal sealed class CertificateRejectedException : Exception
{
    private const int MaxNameLength = 60;

    private CertificateRejectedException(LocalizedText text)
        : base(text.English) => Text = text;

    public LocalizedText Text { get; }

    /// <summary>Accepts only what the system accepts; throws, so that the reason is not lost, instead of returning false.</summary>
    public static bool Validate(string host, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None
            ? true
            : throw new CertificateRejectedException(
                NetworkMessages.CertificateRejected(host, Reason(certificate as X509Certificate2, errors)));

    private static LocalizedText Reason(X509Certificate2? certificate, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return NetworkMessages.CertificateMissing;
        }

        if (DateTime.Now > certificate.NotAfter)
        {
            return NetworkMessages.CertificateExpired(certificate.NotAfter.ToUniversalTime());
        }

        if (DateTime.Now < certificate.NotBefore)
        {
            return NetworkMessages.CertificateNotYetValid(certificate.NotBefore.ToUniversalTime());
        }

        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? NetworkMessages.CertificateOfAnotherName(Name(certificate, forIssuer: false))
            : NetworkMessages.CertificateNotTrusted(Name(certificate, forIssuer: true));
    }

    /// <summary>A name that somebody else chose, fit for a message.</summary>
    private static string Name(X509Certificate2 certificate, bool forIssuer)
    {
        var name = DisplayText.Clean(InvisibleMarks.Remove(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer)));
        return name.Length <= MaxNameLength ? name : name.Substring(0, MaxNameLength) + "…";
    }
}
