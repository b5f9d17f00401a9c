# Writes manifest.json beside the library after each link: what a host checks before it loads a byte of it, and of the programs
# that the library starts.
#   cmake -DFILE=.../anze.so -DVERSION=0.1.0 -DPROGRAMS=anze-sheet-reader,anze-writer -P manifest.cmake
file(SHA256 ${FILE} digest)
get_filename_component(folder ${FILE} DIRECTORY)
get_filename_component(name ${FILE} NAME)
set(programs "")
string(REPLACE "," ";" PROGRAMS "${PROGRAMS}")
foreach(program IN LISTS PROGRAMS)
  file(SHA256 ${folder}/${program} program_digest)
  string(APPEND programs ",{\"file\":\"${program}\",\"digest\":{\"sha256\":\"${program_digest}\"}}")
endforeach()
string(REGEX REPLACE "^," "" programs "${programs}")
file(WRITE ${folder}/manifest.json
"{\"id\":\"anze\",\"version\":\"${VERSION}\",\"file\":\"${name}\",\"abi\":{\"min\":\"1.0\",\"max\":\"1.0\"},\"digest\":{\"sha256\":\"${digest}\"},\"programs\":[${programs}]}\n")
