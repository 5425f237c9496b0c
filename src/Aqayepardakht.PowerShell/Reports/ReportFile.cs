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

        // Moving the report into place would replace the link, or the device such as /dev/null, itself.
        if ((attributes & FileAttributes.ReparsePoint) != 0 || !IsPlain())
        {
            throw ReportMessages.NotAPlainFile(path);
        }
    });

    /// <summary>A file for the rows, which only its user can read, and which is deleted when it is closed.</summary>
    public FileStream CreateRows() => Try(() =>
    {
        var rows = _temporary + ".rows";
#if NET
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            BufferSize = BufferSize,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(rows, options);
#else
        return new FileStream(rows, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.DeleteOnClose);
#endif
    });

    /// <summary>Writes the report and puts it in its place.</summary>
    public void Write(Action<Stream> write) => Try(() =>
    {
        _file = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize);
#if NET
        if (!OperatingSystem.IsWindows() && File.Exists(path))
        {
            // Whoever could not read the old report cannot read the new one. Windows keeps the access by itself.
            File.SetUnixFileMode(_file.SafeFileHandle, File.GetUnixFileMode(path));
        }
#endif
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

    /// <summary>A pipe cannot be sought in. A device looks like an empty file, but has no length that could be set.</summary>
    private bool IsPlain()
    {
        // A pipe that is opened for reading or for writing alone waits for somebody at its other end.
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        if (!file.CanSeek)
        {
            return false;
        }

        try
        {
            if (file.Length == 0)
            {
                file.SetLength(0);
            }

            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Publish()
    {
        if (!File.Exists(path))
        {
            File.Move(_temporary, path);
        }
        else if (replace)
        {
            File.Replace(_temporary, path, destinationBackupFileName: null);
        }
        else
        {
            throw ReportMessages.Exists(path);
        }
    }
}
