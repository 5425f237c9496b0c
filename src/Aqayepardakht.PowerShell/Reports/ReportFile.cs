using System;
using System.IO;

namespace Aqayepardakht.Commands;

/// <summary>
/// The file of a report. It is written beside its place and moved there when it is complete: a report that is there is whole, and a
/// command that is interrupted leaves the old one.
/// </summary>
internal sealed class ReportFile(string path, bool replace) : IDisposable
{
    private const int BufferSize = 1 << 16;
    private readonly string _temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}");
    private FileStream? _file;

    public string FullPath => path;

    /// <summary>Finds out before any work is done whether the report could be put there.</summary>
    /// <exception cref="CommandException">It could not.</exception>
    public void EnsureWritable() => Try(() =>
    {
        if (Directory.Exists(path))
        {
            throw ReportMessages.IsFolder(path);
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw ReportMessages.NoFolder(Path.GetDirectoryName(path)!);
        }

        if (!File.Exists(path))
        {
            return;
        }

        if (!replace)
        {
            throw ReportMessages.Exists(path);
        }

        var attributes = File.GetAttributes(path);
        if ((attributes & FileAttributes.ReadOnly) != 0)
        {
            throw ReportMessages.ReadOnly(path);
        }

        // A link would be replaced by the report, and a device such as /dev/null as well.
        if ((attributes & (FileAttributes.ReparsePoint | FileAttributes.Device)) != 0 || !CanSeek())
        {
            throw ReportMessages.NotAPlainFile(path);
        }
    });

    /// <summary>A file for the rows, which is deleted when it is closed.</summary>
    public FileStream CreateRows() => Try(() => new FileStream(
        _temporary + ".rows", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.DeleteOnClose));

    /// <summary>Writes the report and puts it in its place.</summary>
    public void Write(Action<Stream> write) => Try(() =>
    {
        _file = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize);
        write(_file);
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        Publish();
        _file = null;
    });

    /// <summary>Runs what touches the file; what the system says of it becomes the report's own error.</summary>
    public void Try(Action action) => Try(() =>
    {
        action();
        return true;
    });

    public void Dispose()
    {
        if (_file is not null)
        {
            _file.Dispose();
            File.Delete(_temporary);
        }
    }

    private T Try<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ReportMessages.NotWritten(path, exception.Message);
        }
    }

    private bool CanSeek()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        return file.CanSeek;
    }

    private void Publish()
    {
        if (!File.Exists(path))
        {
            File.Move(_temporary, path);
        }
        else if (replace)
        {
            // Keeps the access that the old report had.
            File.Replace(_temporary, path, destinationBackupFileName: null);
        }
        else
        {
            throw ReportMessages.Exists(path);
        }
    }
}
