# Writes manifest.json beside the library after each link: what a host checks before it loads a byte of it.
#   cmake -DFILE=.../anze.so -DVERSION=0.1.0 -P manifest.cmake
file(SHA256 ${FILE} digest)
get_filename_component(folder ${FILE} DIRECTORY)
get_filename_component(name ${FILE} NAME)
file(WRITE ${folder}/manifest.json
"{\"id\":\"anze\",\"version\":\"${VERSION}\",\"file\":\"${name}\",\"abi\":{\"min\":\"1.0\",\"max\":\"1.0\"},\"digest\":{\"sha256\":\"${digest}\"}}\n")
