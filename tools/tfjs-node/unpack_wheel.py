# Unpacks from a TensorFlow wheel what a program in C needs: two libraries, the headers of the C API, the licences.
import re
import sys
import zipfile

wheel, folder = sys.argv[1:]
WANTED = re.compile(
    r"tensorflow/(libtensorflow_(cc|framework)\.so\.2|THIRD_PARTY_NOTICES\.txt"
    r"|include/(tensorflow/c|tensorflow/core/platform|tsl|xla/tsl)/.*\.h)"
    r"|[^/]+\.dist-info/(licenses/)?LICENSE"
)
with zipfile.ZipFile(wheel) as archive:
    archive.extractall(folder, [name for name in archive.namelist() if WANTED.fullmatch(name)])
